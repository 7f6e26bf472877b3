extension ContactBook {
  /// Whether somebody of the centre has this login, or had it when an interaction or an entry of the audit was written.
  ///
  /// A filter by nobody would answer with nothing, which says that nothing was done. It says nothing of people who are attended.
  public func knows(_ login: String) async throws(StoreError) -> Bool {
    try await reader.read { (database) throws(StoreError) in
      try database.number(
        """
        SELECT EXISTS (SELECT 1 FROM users WHERE login = \(login))
          OR EXISTS (SELECT 1 FROM interactions WHERE attendant = \(login))
          OR EXISTS (SELECT 1 FROM audit_entries WHERE actor = \(login))
        """) != 0
    }
  }
}
