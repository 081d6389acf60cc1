//! The pages about what follows when somebody does not come.

pub(in crate::contact::gesprek) mod alsnog;
pub(in crate::contact::gesprek) mod deel;
pub(in crate::contact::gesprek) mod geven;
