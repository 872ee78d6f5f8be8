//! The variables awk itself reads and writes: they have the first slots among the globals.

macro_rules! specials {
    ($($name:ident)*) => {
        /// Their slots.
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, missing_docs, reason = "they are named as in awk")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u32)]
        pub enum Special { $($name,)* }

        /// Their names, by slot.
        pub const NAMES: &[&str] = &[$(stringify!($name),)*];

        impl Special {
            const ALL: &[Self] = &[$(Self::$name,)*];
        }
    };
}

specials! {
    NF NR FNR FS RS FIELDWIDTHS FPAT IGNORECASE OFS ORS SUBSEP CONVFMT OFMT LINT BINMODE TEXTDOMAIN
    RSTART RLENGTH RT FILENAME ARGIND ERRNO ARGC ARGV ENVIRON PROCINFO SYMTAB FUNCTAB PREC ROUNDMODE
}

impl Special {
    /// The special variable of this slot.
    #[inline]
    pub fn of(slot: u32) -> Option<Self> {
        Self::ALL.get(slot as usize).copied()
    }

    /// Is there something to be done before it is read?
    #[inline]
    pub fn is_computed(self) -> bool {
        matches!(self, Self::NF | Self::NR | Self::FNR)
    }

    /// Is there something to be done after it is set?
    #[inline]
    pub fn is_watched(self) -> bool {
        (self as u32) <= Self::TEXTDOMAIN as u32
    }
}
