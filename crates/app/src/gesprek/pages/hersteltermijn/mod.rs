//! The pages about what follows when somebody does not come.

pub(in crate::gesprek) mod alsnog;
pub(in crate::gesprek) mod deel;
pub(in crate::gesprek) mod geven;
