//! stub
/// stub
#[derive(Debug)]
pub struct Reden;
/// stub
#[derive(Debug)]
pub struct Uitleg;
/// stub
pub fn uitleg() {}
