#if NEXT_RELEASE
  extension Migration {
    /// Stands for whatever the next version changes; no released program has it.
    static let nextRelease = Migration(
      name: "9999_next_release", script: "ALTER TABLE contacts ADD COLUMN next_release TEXT;")
  }
#endif
