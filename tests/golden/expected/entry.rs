/// An entry with what it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct DiskEntry {
    /// The code.
    pub code: async_resp_core::Code,
    /// The message.
    pub message: async_resp_core::Remark,
    /// The task.
    pub flow: async_resp_core::MaybeTask,
    /// The size of the disk.
    pub size: u32,
}
const _: () = {
    #[automatically_derived]
    impl ::async_resp_core::__private::AsyncResponse for DiskEntry {
        fn code(&self) -> ::async_resp_core::__private::Code {
            ::async_resp_core::__private::code::<async_resp_core::Code>(&self.code)
        }
        fn message(
            &self,
        ) -> ::async_resp_core::__private::Option<&::async_resp_core::__private::str> {
            ::async_resp_core::__private::text(
                ::async_resp_core::__private::Place::of(&self.message).held(),
            )
        }
        fn task_id(
            &self,
        ) -> ::async_resp_core::__private::Option<
            &::async_resp_core::__private::TaskId,
        > {
            ::async_resp_core::__private::task(
                ::async_resp_core::__private::Place::of(&self.flow).held(),
            )
        }
    }
};
