//! The pages about when a conversation will be: put on the list, given a time, moved.

pub(in crate::gesprek) mod inplannen;
pub(in crate::gesprek) mod op_lijst;
pub(in crate::gesprek) mod verzetten;
