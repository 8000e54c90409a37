"""Words that say little: those that hold sentences together, and those that all news use.

Stop words never count. Common words count, but as if they had already been seen in many stories: a
young library knows no better, and a headline made of nothing else joins nobody. Both tell languages
apart, as half of all headlines are without a sentence.
"""

_ENGLISH = """
    a about above after again against all am amid an and any are aren as at be because been
    before being below between both but by can could did do does down during each few for from
    further had has have having he her here hers him his how i if in into is isn it its itself
    just ll may me might more most must my no nor not now of off on once only or other our out
    over own re s said same say says shall she should so some such t than that the their them
    then there these they this those through to too under until up upon us ve very via vs was we
    were what when where which while who whom whose why will with without would yet you your
"""
_GERMAN = """
    ab aber als am an auch auf aus bei beim bis da damit dann das dass dem den der des dich die
    dies diese diesem diesen dieser doch du durch ein eine einem einen einer eines er es euch
    für gegen hat hatte haben ich ihm ihn ihr ihre im in ins ist ja kann kein keine man mehr
    mein mit nach nicht noch nur ob oder ohne sein seine seit sich sie sind so soll sollen über
    um und uns unter vom von vor war waren warum was wegen weil wenn wer werden wie will wir
    wird wo zu zum zur zwischen
"""
_FRENCH = """
    à après au aucun aussi aux avant avec c ce cela ces cet cette chez comme contre d dans de
    depuis des dont du elle elles en encore entre est et été être eux fait font il ils j je l la
    le les leur leurs lors lui m mais même mes moi moins mon n ne nos notre nous on ont ou où
    par pas pendant peu peut plus pour pourquoi qu quand que quel quelle qui s sa sans se selon
    ses si son sont sous sur t ta tous tout toute trois très tu un une vers via vous y
"""
_SPANISH = """
    a al algo ante antes así aunque cada como con contra cuál cuando cuándo de del desde donde
    dónde dos durante e el él ella ellos en entre era es esa ese eso esta está están estas este
    esto estos fue fueron ha haber había hace hacia han hasta hay la las le les lo los más me mi
    mientras muy ni no nos o para pero por porque qué que quién quienes se según ser si sí sin
    sobre son su sus también tan tiene tras tres tu u un una uno unos y ya yo
"""
_PORTUGUESE = """
    a à ainda ao aos após as às até com como contra da das de dela dele depois desde do dos e é
    ela ele eles em entre era essa esse está este estão eu foi foram há isso já lhe mais mas me
    mesmo meu muito na não nas nem no nos nós num numa o onde os ou para pela pelas pelo pelos
    por porque quando que quem são se sem ser seu sua seus suas só sob sobre também tem têm ter
    um uma umas uns vai vão você
"""
_ITALIAN = """
    a ad ai al alla alle allo anche c che chi ci come con contro così cosa cui da dai dal dalla
    dalle d dei del della delle dello di dopo dove e è ed era fa fra gli ha hanno i il in l la
    le lo loro ma nei nel nella nelle non o ora per perché più quando quasi quella quello questa
    questo se senza si sono sta su sua sue sugli sui sul sulla suo suoi tra tutti un una uno
"""
_DUTCH = """
    aan al als alleen bij dan dat de der deze die dit door een en er geen had heeft hebben het
    hier hij hoe hun iets ik in is je kan maar meer met mijn na naar niet nog nu of om omdat
    onder ons ook op over te tegen toch toen tot tussen uit van veel voor waar wat we wel werd
    wie wij worden wordt ze zich zij zijn zo zonder zou
"""
_RUSSIAN = """
    а без более бы был была были было быть в вам вас во вот все всё для до его ее её если есть
    еще ещё за и из или им их к как ко которые который ли мы на над не него нее нет ни но о об
    он она они от по под после при с со так также то только у уже чем что чтобы эта эти это я
"""
STOP = {
    "en": frozenset(_ENGLISH.split()),
    "de": frozenset(_GERMAN.split()),
    "fr": frozenset(_FRENCH.split()),
    "es": frozenset(_SPANISH.split()),
    "pt": frozenset(_PORTUGUESE.split()),
    "it": frozenset(_ITALIAN.split()),
    "nl": frozenset(_DUTCH.split()),
    "ru": frozenset(_RUSSIAN.split()),
}
"""Words without a topic, by language."""

_NEWS_ENGLISH = """
    accuse add admit agency ahead aim air allow american amid anger announce answer area arrest
    ask attack average back bad ban battle beat become begin best better big bill billion black
    board body boost boss break bring build business buy call campaign cancel car case cause
    center central centre challenge chance change charge chief child cite city claim close come
    comment committee company concern confirm control country court cover crash create crisis
    critic cut dead deal death debate decision defend delay demand deny department die different
    dollar draw drive drop early east economy effort election emergency end energy event expect
    expert explain face fail fall family fan far fear federal fight file final find fire firm
    first five follow food force foreign former four free friday full fund future gain game get
    give global go good government great group grow growth guide happen hard head health help
    high history hit hold home hope hospital hour house human hundred hurt impact improve include
    increase industry injure inside interview investigate investigation issue job join judge july
    june keep key kill know last late latest launch law lawmaker lead leader leave left less
    level life like limit line list little live local long look lose loss low major make man
    manager march market match measure media medical meet meeting member men million minister
    minute miss monday money month morning move much name nation national near need network new
    news next night north number offer office official old one online open order outside party
    pass past pay people percent percentage performance person photo picture plan play player
    point police policy political poor possible post power prepare president press pressure price
    probe problem program project protect protest prove public pull push put question quit race
    raise rate reach react read ready real reason recap receive record reject release rely remain
    remove report reporter reveal review right rise risk role rule run safe sale saturday save
    school season second secretary security see seek sell send senior series serve service set
    seven share show shut side sign six social south special spend sport staff stage stand star
    start state statement stay step still stock stop story street strike strong study sue suffer
    summer sunday support sure survive suspect system take talk target tax team tell ten term
    test thing think thousand threat threaten three thursday time today together top touch town
    trade train travel trial trip troop try tuesday turn two update urge use vehicle victim
    victory video view visit vote vow wait want war warn warning watch water way wednesday week
    weekend west white win winner winter woman women wonder work worker world worry worst year
    young
"""
_NEWS_GERMAN = """
    alle angriff ausland bald bekommt bericht besser bleibt braucht bringt bund bürger damals
    darf deutsche deutschen deutscher deutschland dezember dienstag donnerstag drei droht ende
    endlich erste ersten erster etwa euro fast fordern fordert frau frauen freitag fünf gab geben
    gegen geheimnis geht gewinnen gewinnt gibt gold groß große großen gut heute holen holt immer
    jahr jahre jahren jetzt juli kinder kommen kommt krieg land lange lassen leben letzte
    leute liveticker machen macht mal mann meldet menschen millionen minuten mittwoch
    montag morgen muss mutter männer müssen neue neuen neuer neues nie nächste online
    polizei prozent präsident quoten regierung runde sagt samstag schon sechs sehen sieben sieg
    sieht sonntag spiel spiele spielen stadt stark starten startet stehen steht sterben stirbt
    streit stunden tag tage team teuer ticker tod tot tote toten trotz uhr unfall vater verletzt
    verletzte verliert viel viele vier vor wahl warnt weiter welt wenig wieder will wirft wissen
    woche wochen wurde wurden zahl zeigt zeit zieht ziel zurück zwei zweite übertragung
"""
_NEWS_FRENCH = """
    accord accusé affaire alors anglais annonce ans août attaque aujourd avoir bilan cinq
    contrats coup crise demande demi dernier derniers dernière deux devant dimanche direct dès
    débuts décembre découvrez département enfants enfin enquête européenne face faire femme
    femmes fils fin finale football france français française françaises février gagne gagné
    gouvernement grand grande groupe grève guerre heure heures homme hommes hui ici info infos
    jamais jeu jeudi jeune jeunes jeux jour journée jours juillet juin justice loi lundi marché
    mardi match meilleur mercredi ministre mise mois monde mondiale mort morts mourir
    nouveau nouveaux nouvelle nouvelles nuit obtenu paix paris passe pays perdu personnes place
    plusieurs police politique premier premiers première prix procès programme projet président
    quatre rencontre reprise retour rien réforme saison samedi semaine sept sera seront six soir
    sommet suite temps titre toujours travail tribunal trouve tête vendredi vers victoire vidéo
    vie vieux ville visite voici vont
"""
_NEWS_SPANISH = """
    abre acusa ahora apoyo argentina argentino ataque aumento avanza ayuda año años bajo busca
    caso casos cerca china ciudad ciudadanos comienza confirma conoce crisis cuatro cuándo deja
    denuncia detenido dice dos día días dónde ejército elecciones empresa enero equipo españa
    español española españoles estado estrena estreno febrero fin final fuerte gana ganar ganó
    gobierno gran grande grupo grupos guerra hallan hermana hermano hijo historia hombre hora
    horarios horas hoy ingreso inicio jornada juego juegos jueves juez jugador jugadores julio
    junio ley llaman llega llegó lleva lunes martes mayo mayor mañana mejor mejores menos
    mensaje mes meses millones minuto miércoles momento muere muerte muertos mujer mujeres
    mundial mundo murió nacional niños noche noticias nueva nuevas nuevo nuevos obtuvo ocho
    octubre partido partidos país países personas perú pide pidió podría policía
    presenta presidente primer primera primeras primeros prueba pueblo puede quedó quiere recibe
    reforma resultado resultados revela salud segunda segundo seis selección semana septiembre
    será siete sigue sube subida tarde tercer tiempo todas todo todos trabajo tribunal triunfo
    vence vez vida viernes vivió volver vuelve zona última últimas último últimos
"""
_NEWS_PORTUGUESE = """
    abre acordo acusa agora ainda ano anos apoio ataque aumento avança bem boa brasil brasileira
    brasileiras brasileiro brasileiros busca caso casos cerca cidade começa confira confirma
    contas crise deixa deputados dia dias diz dois duas eleições empresa empresas equipa equipe
    esquerda estado estados estreia exército fala falta faz feira fica fim final foram ganha
    ganhar governo grande grupo guerra história hoje homem homens hora horas jogador jogadores
    jogo jogos jovem julho junho justiça lança lei leva levou luta maior maiores mais
    melhor melhores menos meses mil milhões minutos momento morre morreu morte mortos mulher
    mulheres mundial mundo mãe nacional noite notícias nova novas novo novos pai partido
    passado país países pede perde pessoas pode polícia portuguesa portugueses português
    presidente preço preços primeira primeiras primeiro primeiros quarta quatro quer quinta
    recebe redes revela saiba saúde segunda segundo seis seleção semana será sexta sobe tarde
    tempo terça todas todo todos trabalho três veja vence venceu vez vida vitória volta vídeo
    última últimas último
"""
_NEWS_ITALIAN = """
    accordo adesso allora altri anni anno attacco bambini calcio casa caso chiede cinque città
    contro così crisi dice donna donne dopo due ecco elezioni finale fine giorni giorno giovani
    giugno governo grande grandi guerra guida inchiesta italia italiana italiani italiano lavoro
    legge luglio lunedì mai meglio mercato mese mesi milioni ministro mondo morta morte
    morti morto muore nasce notizie notte nuova nuovi nuovo oggi ogni oltre ora pace paese
    partita persone polizia presidente prima primo processo prossimo quattro ragazzi ritorno
    sabato scuola secondo sempre sette settimana sfida squadra stasera stato storia strada subito
    tempo terzo torna tre trovato tutto ultima ultimo uomini uomo vince vincere vita vittoria
    volta
"""
_NEWS_DUTCH = """
    alle alweer beste brand dagen deze doden dood drie duizenden eerste eindelijk gaan gaat geld
    gewond groot grote halen heel huis jaar jaren jong jongen kabinet kamer kinderen klaar
    komen komt krijgen krijgt laat laatste land leven maakt maken man mannen meer meisje mensen
    miljard miljoen minder minister moet moeten nederland nederlands nederlandse nieuw nieuwe
    nieuws nodig onderzoek oorlog overleden partij politie rechter samen slachtoffers staat stad
    steeds stelt terug twee uur vandaag veel verdachte vier vijf vindt vrijdag vrouw vrouwen
    waarom wedstrijd week weer wereld willen winnen wint zaak zaterdag zegt zeker ziekenhuis zien
    zit zondag zorgen
"""
_NEWS_RUSSIAN = """
    будет время года году день дня заявил стал стала стали стало лет который матч мир мира млн
    назвал начал новости первый первая перед почему против раз рассказал россии россия россиян
    сборная сборной сегодня стране человек через
"""
COMMON = {
    "en": frozenset(_NEWS_ENGLISH.split()),
    "de": frozenset(_NEWS_GERMAN.split()),
    "fr": frozenset(_NEWS_FRENCH.split()),
    "es": frozenset(_NEWS_SPANISH.split()),
    "pt": frozenset(_NEWS_PORTUGUESE.split()),
    "it": frozenset(_NEWS_ITALIAN.split()),
    "nl": frozenset(_NEWS_DUTCH.split()),
    "ru": frozenset(_NEWS_RUSSIAN.split()),
}
"""Words of all news, whatever the topic, by language."""

_PLACES = """
    africa african america american arab argentina asia asian australia australian austria belgium
    berlin brazil britain british brussels california canada canadian china chinese colombia cuba
    dutch egypt england english eu europe european france french gaza german germany greece hamas
    hezbollah hong india indian indonesia iran iranian iraq ireland irish islamic israel israeli
    italian italy japan japanese jewish kong korea korean lebanon london mexico mexican moscow
    muslim nato netherlands nigeria pakistan palestine palestinian paris philippines poland russia
    russian saudi scotland scottish spain spanish sweden syria syrian taiwan texas turkey turkish
    uk ukraine ukrainian un usa venezuela wales washington york
"""
EVERYWHERE = frozenset(_PLACES.split())
"""Names that stand in some news every day: where something happens is not yet what."""
