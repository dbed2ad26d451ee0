//! Replies with fields of their own.

#[expect(unused_imports, reason = "to be used by none of what is generated")]
use super::shadows::*;
use super::{Debug, InstanceId, derive};

/// Parts by name, by attribute and within others.
#[derive(Debug, ::async_resp_core::AsyncResponse)]
#[response(task_id = r#match.task, message = r#match.text)]
pub struct CreateReply {
    #[response(code)]
    r#type: ::async_resp_core::Code,
    code_desc: ::std::option::Option<::std::string::String>,
    r#match: ::std::option::Option<::std::boxed::Box<Inner>>,
}

#[derive(Debug)]
struct Inner {
    task: ::async_resp_core::MaybeTask,
    text: ::std::string::String,
}

/// Entries in a field, and the library by a path that could be shorter.
#[derive(Debug, ::async_resp_core::AsyncResponse, ::async_resp_core::BatchResponse)]
#[response(crate = "crate::renamed")]
#[batch(limit = 5)]
pub struct ResizeReply {
    code: ::async_resp_core::Code,
    message: ::async_resp_core::Remark,
    request_id: ::async_resp_core::MaybeTask,
    detail: ::std::option::Option<::async_resp_core::Detail<InstanceId>>,
}

/// Entries within another field, deprecated.
#[deprecated]
#[derive(Debug, ::async_resp_core::AsyncResponse, ::async_resp_core::BatchResponse)]
#[response(detail = outer.list: ::async_resp_core::Detail<InstanceId, CreateReply>, crate = "crate::renamed")]
pub struct DeleteReply {
    code: ::async_resp_core::Code,
    outer: ::std::option::Option<Outer>,
}

#[derive(Debug)]
struct Outer {
    list: ::async_resp_core::Detail<InstanceId, CreateReply>,
}

macro_rules! reply {
    ($name:ident { $($field:ident: $type:ty),* }) => {
        /// All from the arguments of a macro.
        #[derive(Debug, ::async_resp_core::AsyncResponse, ::async_resp_core::BatchResponse)]
        pub struct $name {
            $($field: $type),*
        }
    };
}

reply!(MadeReply { code: ::async_resp_core::Code, detail: ::async_resp_core::Detail<InstanceId> });

// Nothing reads these types here, so that their fields would be reported.
#[expect(deprecated, reason = "one of them is")]
const _: fn(Inner, Outer) -> (CreateReply, ResizeReply, DeleteReply, MadeReply) = |inner, outer| {
    use ::std::default::Default;
    let code = ::async_resp_core::Code::SUCCESS;
    let detail = ::async_resp_core::Detail::default;
    (
        CreateReply {
            r#type: code,
            code_desc: ::std::option::Option::None,
            r#match: ::std::option::Option::Some(::std::boxed::Box::new(inner)),
        },
        ResizeReply {
            code,
            message: ::async_resp_core::Remark::default(),
            request_id: ::async_resp_core::MaybeTask::default(),
            detail: ::std::option::Option::Some(detail()),
        },
        DeleteReply { code, outer: ::std::option::Option::Some(outer) },
        MadeReply { code, detail: detail() },
    )
};
