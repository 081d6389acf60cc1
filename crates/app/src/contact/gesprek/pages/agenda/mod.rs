//! The pages about when a conversation will be: put on the list, given a time, moved.

pub(in crate::contact::gesprek) mod moment;
pub(in crate::contact::gesprek) mod op_lijst;
pub(in crate::contact::gesprek) mod vrij;
