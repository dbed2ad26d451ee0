//! The words of the attributes, as data.
//!
//! What a word is called, what it takes and how it is written stand in one row of one table; parsing, the lists in
//! "unknown" messages and the samples in "expected" messages all read it from here. What a value means is for
//! [`check`](crate::check).

/// The attribute of an id.
pub(crate) const RESOURCE: &str = "resource";
/// The attribute of an operation: on the id, once for each reply type, or on the reply type itself.
pub(crate) const BATCH: &str = "batch";
/// The attribute of a reply with fields of the author's own, and of these fields.
pub(crate) const RESPONSE: &str = "response";

/// Which setting a word is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Key {
    Kind,
    Prefix,
    Fields,
    Validate,
    Limit,
    Idempotent,
    Name,
    Accept,
    Retry,
    OneTask,
    Lists,
    Partial,
    AllFailed,
    Code,
    Message,
    CodeDesc,
    TaskId,
    Detail,
    Crate,
}

/// What stands behind a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Takes {
    /// Nothing.
    Flag,
    /// `= "text"`
    Text,
    /// `("text", …)`, or `= "text"` for a single one
    Texts,
    /// `= 100`
    Count,
    /// `= 6010`
    Code,
    /// `(16003, …)`, or `= 16003` for a single one
    Codes,
    /// `= a::function`
    Function,
    /// `= "a::module"`
    Module,
    /// `= field.inner`
    Place,
    /// `= field.inner: Type`
    TypedPlace,
}

impl Takes {
    /// What to name in "expected …".
    pub(crate) const fn expected(self) -> &'static str {
        match self {
            Takes::Flag => "the bare word",
            Takes::Text => "a string literal",
            Takes::Texts => "one or more string literals",
            Takes::Count => "a positive integer literal",
            Takes::Code => "an integer literal",
            Takes::Codes => "one or more integer literals",
            Takes::Function => "the path of a function",
            Takes::Module => "a path in a string literal",
            Takes::Place => "the names of fields with `.` between them",
            Takes::TypedPlace => "the names of fields with `.` between them, and the type of the last",
        }
    }
    /// Which integers a word takes.
    pub(crate) const fn range(self) -> &'static str {
        match self {
            Takes::Count => "from 1 to 4294967295",
            _ => "that fits `i64`",
        }
    }
}

/// One row: a word of an attribute.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) key: Key,
    pub(crate) name: &'static str,
    pub(crate) takes: Takes,
    /// The word with a value, as an author would write it.
    pub(crate) sample: &'static str,
}

const fn word(key: Key, name: &'static str, takes: Takes, sample: &'static str) -> Word {
    Word { key, name, takes, sample }
}

#[rustfmt::skip] // a table reads best with one row a line
mod rows {
    use super::{word, Key, Takes, Word};

    pub(super) const CRATE: Word = word(Key::Crate, "crate", Takes::Module, "crate = \"my_sdk::async_resp\"");

    pub(super) const RESOURCE: &[Word] = &[
        word(Key::Kind,       "kind",       Takes::Text,     "kind = \"disk\""),
        word(Key::Prefix,     "prefix",     Takes::Texts,    "prefix = \"ins-\""),
        word(Key::Fields,     "fields",     Takes::Texts,    "fields(\"storageId\", \"aspId\")"),
        word(Key::Validate,   "validate",   Takes::Function, "validate = check_id"),
        CRATE,
    ];

    const LIMIT:      Word = word(Key::Limit,      "limit",      Takes::Count, "limit = 100");
    const IDEMPOTENT: Word = word(Key::Idempotent, "idempotent", Takes::Flag,  "idempotent");
    const NAME:       Word = word(Key::Name,       "name",       Takes::Text,  "name = \"StopInstances\"");
    const ACCEPT:     Word = word(Key::Accept,     "accept",     Takes::Codes, "accept(16003)");
    const RETRY:      Word = word(Key::Retry,      "retry",      Takes::Codes, "retry(16004)");
    const ONE_TASK:   Word = word(Key::OneTask,    "one_task",   Takes::Flag,  "one_task");
    const LISTS:      Word = word(Key::Lists,      "lists",      Takes::Text,  "lists = \"failures\"");
    const PARTIAL:    Word = word(Key::Partial,    "partial",    Takes::Code,  "partial = 6010");
    const ALL_FAILED: Word = word(Key::AllFailed,  "all_failed", Takes::Code,  "all_failed = 6020");

    pub(super) const BATCH_ON_ID: &[Word] =
        &[LIMIT, IDEMPOTENT, NAME, ACCEPT, RETRY, ONE_TASK, LISTS, PARTIAL, ALL_FAILED];
    pub(super) const BATCH_ON_REPLY: &[Word] =
        &[LIMIT, IDEMPOTENT, NAME, ACCEPT, RETRY, ONE_TASK, LISTS, PARTIAL, ALL_FAILED, CRATE];

    pub(super) const RESPONSE: &[Word] = &[
        word(Key::Code,     "code",      Takes::Place,      "code = status.code"),
        word(Key::Message,  "message",   Takes::Place,      "message = status.message"),
        word(Key::CodeDesc, "code_desc", Takes::Place,      "code_desc = status.code_desc"),
        word(Key::TaskId,   "task_id",   Takes::Place,      "task_id = data.request_id"),
        word(Key::Detail,   "detail",    Takes::TypedPlace, "detail = detail.delete_key_set: Detail<KeyId>"),
        CRATE,
    ];
    pub(super) const CRATE_ALONE: &[Word] = &[CRATE];
    pub(super) const RESPONSE_ON_FIELD: &[Word] = &[
        word(Key::Code,     "code",      Takes::Flag, "code"),
        word(Key::Message,  "message",   Takes::Flag, "message"),
        word(Key::CodeDesc, "code_desc", Takes::Flag, "code_desc"),
        word(Key::TaskId,   "task_id",   Takes::Flag, "task_id"),
        word(Key::Detail,   "detail",    Takes::Flag, "detail"),
    ];
}

/// The words that one attribute knows in one place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Vocabulary {
    pub(crate) attribute: &'static str,
    pub(crate) words: &'static [Word],
    /// The attribute as an author would write it.
    pub(crate) sample: &'static str,
    /// Words that an author may look for here and that belong elsewhere.
    elsewhere: Elsewhere,
}

/// Words of another attribute, and how that one is written.
#[derive(Clone, Copy, Debug)]
struct Elsewhere {
    words: &'static [Word],
    open: &'static str,
    close: &'static str,
    place: &'static str,
}

/// `#[resource(…)]` on an id.
pub(crate) const ON_ID: Vocabulary = Vocabulary {
    attribute: RESOURCE,
    words: rows::RESOURCE,
    sample: "#[resource(kind = \"disk\")]",
    elsewhere: Elsewhere { words: rows::BATCH_ON_ID, open: "#[batch(StartInstancesReply, ", close: ")]", place: "" },
};

/// `#[batch(…)]` on an id.
pub(crate) const BATCH_ON_ID: Vocabulary = Vocabulary {
    attribute: BATCH,
    words: rows::BATCH_ON_ID,
    sample: "#[batch(StartInstancesReply, limit = 100)]",
    elsewhere: Elsewhere { words: rows::RESOURCE, open: "#[resource(", close: ")]", place: "" },
};

/// `#[batch(…)]` on a reply type.
pub(crate) const BATCH_ON_REPLY: Vocabulary = Vocabulary {
    attribute: BATCH,
    words: rows::BATCH_ON_REPLY,
    sample: "#[batch(limit = 100)]",
    elsewhere: Elsewhere { words: rows::RESOURCE, open: "#[resource(", close: ")]", place: " on the id type" },
};

/// `#[response(…)]` on a reply with fields of the author's own.
pub(crate) const ON_RESPONSE: Vocabulary = Vocabulary {
    attribute: RESPONSE,
    words: rows::RESPONSE,
    sample: "#[response(task_id = data.request_id)]",
    elsewhere: Elsewhere { words: rows::BATCH_ON_ID, open: "#[batch(", close: ")]", place: "" },
};

/// `#[response(…)]` on a field of such a reply.
pub(crate) const ON_RESPONSE_FIELD: Vocabulary = Vocabulary {
    attribute: RESPONSE,
    words: rows::RESPONSE_ON_FIELD,
    sample: "#[response(task_id)]",
    elsewhere: Elsewhere { words: rows::CRATE_ALONE, open: "#[response(", close: ")]", place: " in front of the type" },
};

impl Vocabulary {
    pub(crate) fn find(&self, name: &str) -> Option<&'static Word> {
        self.words.iter().find(|word| word.name == name)
    }

    /// How to write a word that belongs elsewhere, and where.
    pub(crate) fn elsewhere(&self, name: &str) -> Option<String> {
        let Elsewhere { words, open, close, place } = self.elsewhere;
        let word = words.iter().find(|word| word.name == name)?;
        Some(format!("`{open}{}{close}`{place}", word.sample))
    }

    /// All words, in back-ticks, for "expected one of …".
    pub(crate) fn list(&self) -> String {
        let names: Vec<String> = self.words.iter().map(|word| format!("`{}`", word.name)).collect();
        names.join(", ")
    }
}
