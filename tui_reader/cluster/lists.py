"""Words that say little: those that hold sentences together, and those that all news use.

Stop words never count, and tell languages apart. Common words count, but as if they had already
been seen in many stories: a young library knows no better, and a headline made of nothing else
joins nobody.
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

_COMMON = """
    accuse add admit agency ahead aim air allow amid american anger announce answer area arrest
    ask attack average back bad ban battle beat become begin best better big bill billion black
    board body boost boss break bring build business buy call campaign cancel car case cause
    center central centre challenge chance change charge chief child city claim close come
    comment committee company concern confirm control country court cover create crisis critic
    cut cite crash dead deal death debate decision defend delay demand deny department die
    different dollar draw drive drop early east economy effort election emergency end energy
    event expect expert explain face fail fall family fan far fear federal fight file final
    find fire firm first five follow food force foreign former four free friday full fund
    future gain game get give global go good government great group grow growth guide happen
    hard head health help high history hit hold home hope hospital hour house human hundred
    hurt impact improve include increase industry injure inside interview investigate
    investigation issue job join judge july june keep key kill know last late latest launch law
    lawmaker lead leader leave left less level life like limit line list little live local long
    look lose loss low major make man manager march market match measure media medical meet
    meeting member men million minister minute miss monday money month morning move much name
    nation national near need network new news next night north number offer office official
    old one online open order outside party pass past pay people percent percentage performance
    person photo picture plan play player point police policy political poor possible post
    power prepare president press pressure price probe problem program project protect protest
    prove public pull push put question quit race raise rate reach react read ready real reason
    recap receive record reject release rely remain remove report reporter reveal review right
    rise risk role rule run safe sale saturday save school season second secretary security see
    seek sell send senior series serve service set seven share show shut side sign six social
    south special spend sport staff stage stand star start state statement stay step still
    stock stop story street strike strong study sue suffer summer sunday support sure survive
    suspect system take talk target tax team tell ten term test thing think thousand threat
    threaten three thursday time today together top touch town trade train travel trial trip
    troop try tuesday turn two update urge use vehicle victim victory video view visit vote vow
    wait want war warn warning watch water way wednesday week weekend west white win winner
    winter woman women wonder work worker world worry worst year young abre agora ano anos
    antes año años aún bajo bem boa caso casos cerca com começa confirma contra crise cuatro
    dia dias día días dois duas equipo equipe españa estreia fala faz fica fim gana ganar
    gobierno governo gran grande grupo hoje horas hoy leva mañana mejor mejores melhor meses
    milhões millones momento mortos muertos mujer mulher mundo nacional noticias notícias nova
    novo nuevo nueva país países parte partido pessoas personas policía polícia presidente
    primeira primeiro primer primera primeros puede quer segundo semana sigue tarde tempo
    tiempo todas todo todos trabajo vence ver vez vida volta vuelve último última últimas alle
    allemagne alors ans aujourd bilan deux direct dès fin football français france grand heure
    heures homme hommes hui info jour jours lundi mardi marché mercredi jeudi vendredi samedi
    dimanche monde mort morts nouveau nouvelle paris pays place premier première prix président
    quatre saison soir temps titre toujours vie ville deutsche deutschen deutscher deutschland
    drei ende erste ersten erster etwa euro frau frauen geht gibt gut heute immer jahr jahre
    jahren kommt land lassen leben liveticker macht mal mann menschen millionen minuten morgen
    muss müssen neue neuen neuer neues polizei prozent sagt schon spiel spiele stadt stunden
    tag tage ticker tote trotz uhr viele vier weiter welt wieder wochen zahl zeit zwei будет
    время года году день дня заявил стал стала стали стало лет который матч мир мира млн назвал
    начал новости первый первая перед почему против раз рассказал россии россия россиян сборная
    сборной сегодня стране человек через
"""
COMMON = frozenset(_COMMON.split())
"""Words of all news, whatever the topic."""
