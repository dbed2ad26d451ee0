/// A reply with more than its entries.
#[derive(Debug)]
pub struct ResizeDisksReply {
    /// The code.
    pub code: async_resp_core::Code,
    /// The entries.
    pub detail: async_resp_core::Detail<String>,
    /// What it costs.
    pub price: u32,
}
const _: () = {
    #[automatically_derived]
    impl ::async_resp_core::__private::BatchResponse for ResizeDisksReply
    where
        for<'__any> async_resp_core::Detail<
            String,
        >: ::async_resp_core::__private::DetailField,
        for<'__any> ResizeDisksReply: ::async_resp_core::__private::AsyncResponse,
    {
        type Id = <async_resp_core::Detail<
            String,
        > as ::async_resp_core::__private::DetailField>::Id;
        type Entry = <async_resp_core::Detail<
            String,
        > as ::async_resp_core::__private::DetailField>::Entry;
        const OPERATION: ::async_resp_core::__private::Operation = ::async_resp_core::__private::Operation::new(
                "ResizeDisks",
            )
            .with_limit(::async_resp_core::__private::limit(10));
        fn detail(
            &self,
        ) -> &::async_resp_core::__private::Detail<
            <async_resp_core::Detail<
                String,
            > as ::async_resp_core::__private::DetailField>::Id,
            <async_resp_core::Detail<
                String,
            > as ::async_resp_core::__private::DetailField>::Entry,
        > {
            <async_resp_core::Detail<
                String,
            > as ::async_resp_core::__private::DetailField>::detail(&self.detail)
        }
        fn take_detail(
            &mut self,
        ) -> ::async_resp_core::__private::Detail<
            <async_resp_core::Detail<
                String,
            > as ::async_resp_core::__private::DetailField>::Id,
            <async_resp_core::Detail<
                String,
            > as ::async_resp_core::__private::DetailField>::Entry,
        > {
            <async_resp_core::Detail<
                String,
            > as ::async_resp_core::__private::DetailField>::take(&mut self.detail)
        }
    }
};
const _: () = {
    ::async_resp_core::__private::is_reply::<ResizeDisksReply>();
    ::async_resp_core::__private::holds_entries::<async_resp_core::Detail<String>>();
};
