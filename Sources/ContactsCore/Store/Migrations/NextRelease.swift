#if DEBUG
  /// Stands for the next version, to test living with change by two programs; no released program has it.
  public enum NextRelease {
    /// Whether this process plays it.
    public static let isPlayed = Guarded(false)

    static let migration = Migration(
      name: "9999_next_release", script: "ALTER TABLE contacts ADD COLUMN next_release TEXT;")
  }
#endif
