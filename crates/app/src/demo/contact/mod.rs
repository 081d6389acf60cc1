//! What Klantbeeld itself keeps about contact: how invitations went, cure periods, the picture of a client, letters, and
//! what was agreed instead of the norm. Each is drawn from a stream of its own, so that the rest of the town stays as it was.

pub(super) mod klantbeelden;
pub(super) mod maatwerk;
pub(super) mod personen;
pub(super) mod post;
pub(super) mod verloop;
