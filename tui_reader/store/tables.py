"""The tables of `index.db`, version by version.

    roots      the sources of this index
    briefings  a row for each file: its numbers, its briefing (JSON) or its problem;
               `path` is NULL when the file is gone, and the briefing stays readable
    stories    a row for each row of the list, with the marks copied in
    views      All, Starred, and each source, category and tag, with their counts
    search     the words of each story (FTS5); `unsearched` says which are still to come
    members    which story is in which view, in the order of the list
    aside      the same of muted stories, which stand in no view and are not counted
    places     both
    parts      the briefings of stories that have several: their marks, and why they are there
    former     what articles were called before
    unclustered  briefings that nobody has looked for a story for, by their times
    window_…   what clustering knows of the last days: see `library.window`
    notes      the last change of the marks that was copied in, and the like

Triggers keep the counts: they are right after every write because no write can go round them.
"""

MIGRATIONS = (
    """
    CREATE TABLE roots (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, name TEXT NOT NULL);
    CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE stories (
        id INTEGER PRIMARY KEY,
        identity TEXT NOT NULL UNIQUE,         -- of the briefing that founded it
        headline TEXT NOT NULL,
        outlets TEXT NOT NULL,                 -- JSON
        articles INTEGER NOT NULL,
        at INTEGER NOT NULL,                   -- the time it is ordered by; seconds, UTC
        first_seen INTEGER NOT NULL,
        updated INTEGER,                       -- when an outlet joined it last
        read INTEGER NOT NULL,
        starred INTEGER NOT NULL,
        seen TEXT NOT NULL,                    -- JSON: the outlets it had when it was read
        joined INTEGER NOT NULL,               -- how many it has beyond those
        draft INTEGER NOT NULL,
        hidden INTEGER NOT NULL                -- it stands in no view
    );
    CREATE INDEX stories_unread ON stories (at DESC, id) WHERE read = 0 AND hidden = 0;
    CREATE INDEX stories_drafts ON stories (id) WHERE draft <> 0;
    CREATE TABLE briefings (
        id INTEGER PRIMARY KEY,
        root INTEGER NOT NULL REFERENCES roots,
        story INTEGER REFERENCES stories,
        path BLOB UNIQUE,
        mtime_ns INTEGER NOT NULL,
        size INTEGER NOT NULL,
        inode INTEGER NOT NULL,
        problem TEXT,
        content TEXT NOT NULL
    );
    CREATE INDEX briefings_story ON briefings (story);
    CREATE INDEX briefings_problem ON briefings (path) WHERE problem IS NOT NULL;
    CREATE TABLE views (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        total INTEGER NOT NULL DEFAULT 0,
        unread INTEGER NOT NULL DEFAULT 0,
        UNIQUE (kind, name)
    );
    INSERT INTO views (id, kind, name) VALUES (1, 'all', ''), (2, 'starred', '');
    CREATE TABLE members (
        view INTEGER NOT NULL,
        at INTEGER NOT NULL,
        story INTEGER NOT NULL,
        PRIMARY KEY (view, at DESC, story)
    ) WITHOUT ROWID;
    CREATE INDEX members_story ON members (story);
    CREATE TRIGGER member_added AFTER INSERT ON members BEGIN
        UPDATE views SET total = total + 1,
            unread = unread + (SELECT 1 - read FROM stories WHERE id = new.story)
        WHERE id = new.view;
    END;
    CREATE TRIGGER member_removed AFTER DELETE ON members BEGIN
        UPDATE views SET total = total - 1,
            unread = unread - (SELECT 1 - read FROM stories WHERE id = old.story)
        WHERE id = old.view;
    END;
    CREATE TRIGGER story_read AFTER UPDATE OF read ON stories WHEN old.read <> new.read BEGIN
        UPDATE views SET unread = unread + old.read - new.read
        WHERE id IN (SELECT view FROM members WHERE story = new.id);
    END
    """,
    """
    ALTER TABLE roots ADD COLUMN url TEXT NOT NULL DEFAULT '';        -- of a feed
    ALTER TABLE roots ADD COLUMN category TEXT NOT NULL DEFAULT '';   -- where the reader put it
    ALTER TABLE roots ADD COLUMN failing TEXT NOT NULL DEFAULT '';    -- why it fails, since when
    CREATE INDEX roots_failing ON roots (id) WHERE failing <> '';
    CREATE VIEW problems AS
        SELECT id, path, problem FROM briefings WHERE problem IS NOT NULL
        UNION ALL
        SELECT -id, CAST(url AS BLOB), failing FROM roots WHERE failing <> ''
    """,
    """
    ALTER TABLE stories ADD COLUMN breadth INTEGER NOT NULL DEFAULT 0;  -- how many outlets it has
    ALTER TABLE stories ADD COLUMN parts INTEGER NOT NULL DEFAULT 0;    -- bits: query.terms.PARTS
    ALTER TABLE stories ADD COLUMN language TEXT NOT NULL DEFAULT '';
    ALTER TABLE stories ADD COLUMN muted TEXT NOT NULL DEFAULT '';      -- the rule that hides it
    UPDATE stories SET breadth = json_array_length(outlets);
    CREATE VIRTUAL TABLE search USING fts5 (
        headlines, outlets, tags, text, tokenize = 'ascii', prefix = '2 3'
    );
    CREATE TABLE unsearched (story INTEGER PRIMARY KEY);                -- to be put into search
    INSERT INTO unsearched SELECT id FROM stories;
    CREATE TRIGGER story_came AFTER INSERT ON stories BEGIN
        INSERT OR IGNORE INTO unsearched VALUES (new.id);
    END;
    CREATE TRIGGER story_changed AFTER UPDATE OF headline ON stories BEGIN
        INSERT OR IGNORE INTO unsearched VALUES (new.id);
    END;
    CREATE TRIGGER story_went AFTER DELETE ON stories BEGIN
        DELETE FROM search WHERE rowid = old.id;
        DELETE FROM unsearched WHERE story = old.id;
    END
    """,
    """
    CREATE INDEX briefings_root ON briefings (root)
    """,
    """
    ALTER TABLE stories ADD COLUMN own_tags TEXT NOT NULL DEFAULT '[]';   -- JSON: of the reader
    ALTER TABLE stories ADD COLUMN put_away INTEGER NOT NULL DEFAULT 0;   -- hidden by the reader
    CREATE TRIGGER story_tagged AFTER UPDATE OF own_tags ON stories
    WHEN old.own_tags <> new.own_tags BEGIN
        INSERT OR IGNORE INTO unsearched VALUES (new.id);
    END
    """,
    """
    CREATE TABLE aside (
        view INTEGER NOT NULL,
        at INTEGER NOT NULL,
        story INTEGER NOT NULL,
        PRIMARY KEY (view, at DESC, story)
    ) WITHOUT ROWID;
    CREATE INDEX aside_story ON aside (story);
    CREATE VIEW places AS
        SELECT view, at, story FROM members UNION ALL SELECT view, at, story FROM aside;
    CREATE INDEX stories_muted ON stories (muted) WHERE muted <> ''
    """,
    """
    ALTER TABLE briefings ADD COLUMN identity TEXT;                       -- NULL for a problem
    UPDATE briefings SET identity = (SELECT identity FROM stories WHERE stories.id = story);
    CREATE TABLE parts (
        identity TEXT PRIMARY KEY,
        story INTEGER NOT NULL,
        first_seen INTEGER NOT NULL,
        read INTEGER NOT NULL,
        starred INTEGER NOT NULL,
        seen TEXT NOT NULL,
        own_tags TEXT NOT NULL,
        put_away INTEGER NOT NULL,
        evidence TEXT NOT NULL DEFAULT ''      -- JSON: see `library.clustering`
    ) WITHOUT ROWID;
    CREATE INDEX parts_story ON parts (story);
    CREATE TRIGGER story_parted AFTER DELETE ON stories BEGIN
        DELETE FROM parts WHERE story = old.id;
    END;
    ALTER TABLE stories ADD COLUMN earlier TEXT NOT NULL DEFAULT '';      -- an identity
    CREATE TABLE unclustered (
        at INTEGER NOT NULL, identity TEXT NOT NULL, PRIMARY KEY (at, identity)
    ) WITHOUT ROWID;
    INSERT INTO unclustered SELECT at, identity FROM stories;
    CREATE TABLE window_words (
        word TEXT PRIMARY KEY,
        stories BLOB NOT NULL,                 -- their numbers, four bytes each
        before INTEGER NOT NULL,               -- how many there were when `day` began
        day INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE window_stories (
        number INTEGER PRIMARY KEY, last INTEGER NOT NULL, plain TEXT NOT NULL
    );
    CREATE INDEX window_last ON window_stories (last);
    CREATE TABLE window_items (
        identity TEXT PRIMARY KEY, story INTEGER NOT NULL, texts TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE window_links (link TEXT PRIMARY KEY, story INTEGER NOT NULL) WITHOUT ROWID
    """,
    """
    ALTER TABLE stories ADD COLUMN first_by TEXT NOT NULL DEFAULT '';   -- who reported it first
    ALTER TABLE stories ADD COLUMN mine INTEGER NOT NULL DEFAULT 0;     -- has a preferred outlet
    INSERT OR IGNORE INTO unsearched SELECT id FROM stories
    """,
    """
    CREATE TABLE former (
        url TEXT NOT NULL,                     -- of an article
        headline TEXT NOT NULL,                -- what it was called before
        until INTEGER NOT NULL,
        PRIMARY KEY (url, headline)
    ) WITHOUT ROWID
    """,
    """
    ALTER TABLE parts ADD COLUMN earlier TEXT NOT NULL DEFAULT '';      -- of the story it founded
    DELETE FROM notes WHERE name = 'clustered'    -- words are compared in another way: begin anew
    """,
)
