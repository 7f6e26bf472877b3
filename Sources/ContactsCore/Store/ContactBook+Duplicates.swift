extension ContactBook {
  /// Goes through all contacts for records that may be of one person; all that is shown is masked, as in lists.
  ///
  /// It reads on a connection of its own, so that nobody's search waits for it. That it was done is one search in the
  /// audit, before anything is shown.
  public func sweepDuplicates(limit: Int, as actor: Actor) async throws(StoreError)
    -> DuplicateSweep
  {
    let attempt = AuditTrail.Event(action: .search, entity: .search)
    try await authorise(.mergeContacts, attempt, actor)
    let viewer = viewer(actor)
    let sweeper = Reader(label: "atende.sweeper", path: folder.database)
    let sweep = try await sweeper.read { (database) throws(StoreError) -> DuplicateSweep in
      var sweep = Sweep(database: database, viewer: viewer)
      let found = try sweep.run()
      let table = SummaryTable(database: database, viewer: viewer)
      var pairs: [DuplicatePair] = []
      for (pair, rule) in found.prefix(limit) {
        guard let first = try table.summary(of: pair.first),
          let second = try table.summary(of: pair.second)
        else { continue }
        pairs.append(DuplicatePair(first: first, second: second, rule: rule))
      }
      return DuplicateSweep(pairs: pairs, total: found.count)
    }
    try await sweeper.close()
    try await writing(.mergeContacts, attempt, as: actor) { (work) throws(StoreError) in
      try work.audit(search: "duplicados", count: sweep.pairs.count)
    }
    return sweep
  }
}
