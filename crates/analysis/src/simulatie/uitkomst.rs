//! What a replication came to.

/// The names of the outcomes, in the order of [`Uitkomst::waarden`].
pub const NAMEN: [&str; 14] = [
    "stock_52",
    "stock_104",
    "stock_156",
    "stock_208",
    "stock_260",
    "outflow_total",
    "inflow_total",
    "held",
    "noshow",
    "mean_wait_weeks",
    "late_share",
    "utilisation",
    "share_80_120",
    "max_wait",
];

/// What one replication came to, by the names of the specification.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Uitkomst {
    /// Clients after one, two, three, four and five years.
    pub stand: [u32; 5],
    /// How many left.
    pub uitstroom: u32,
    /// How many came.
    pub instroom: u32,
    /// Conversations that were held.
    pub gevoerd: u32,
    /// Times that somebody did not come.
    pub niet_verschenen: u32,
    /// Weeks of waiting, all together.
    pub gewacht: f64,
    /// The longest of them.
    pub langst: f64,
    /// How many waited more than a week.
    pub te_laat: u32,
    /// Hours of talking and of waiting for who did not come.
    pub uren: f64,
    /// The hours there were.
    pub uren_er_waren: f64,
    /// How often a klantmanager had 80 to 120 clients at the end of a week.
    pub in_band: u32,
    /// How often was looked.
    pub gekeken: u32,
}

impl Uitkomst {
    /// As the specification names them ([`NAMEN`]).
    #[must_use]
    pub fn waarden(&self) -> [f64; NAMEN.len()] {
        let [een, twee, drie, vier, vijf] = self.stand.map(f64::from);
        let begonnen = f64::from(self.gevoerd + self.niet_verschenen).max(1.0);
        [
            een,
            twee,
            drie,
            vier,
            vijf,
            self.uitstroom.into(),
            self.instroom.into(),
            self.gevoerd.into(),
            self.niet_verschenen.into(),
            self.gewacht / begonnen,
            f64::from(self.te_laat) / begonnen,
            self.uren / self.uren_er_waren,
            f64::from(self.in_band) / f64::from(self.gekeken.max(1)),
            self.langst,
        ]
    }

    /// Counts who is there at the end of a week, whole years only.
    pub(super) fn tel_stand(&mut self, week: u32, klanten: u32) {
        let jaar = usize::try_from(week / 52).unwrap_or(usize::MAX);
        if week.is_multiple_of(52)
            && let Some(stand) = jaar.checked_sub(1).and_then(|plaats| self.stand.get_mut(plaats))
        {
            *stand = klanten;
        }
    }

    /// Counts the caseloads at the end of a week.
    pub(super) fn tel_band(&mut self, caseloads: &[u32]) {
        let erin = caseloads.iter().filter(|caseload| (80..=120).contains(*caseload)).count();
        self.in_band += u32::try_from(erin).unwrap_or(u32::MAX);
        self.gekeken += u32::try_from(caseloads.len()).unwrap_or(u32::MAX);
    }

    /// Counts that somebody had waited when it was his turn.
    pub(super) fn tel_gewacht(&mut self, weken: f64) {
        self.gewacht += weken;
        self.langst = self.langst.max(weken);
        self.te_laat += u32::from(weken > 1.0);
    }
}
