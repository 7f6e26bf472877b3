internal import Glibc

/// What is kept no longer than the catalogue says.
extension ContactBook {
  /// What has outlived its time, and what of it stays because of a request, a hold or a promise.
  ///
  /// Identifiers and names of files, nothing of anybody: without an audit entry.
  ///
  /// - Parameters:
  ///   - limit: The most records of people.
  ///   - kept: Kinds of datum that a centre has to keep longer than the catalogue does: whoever has something of them stays.
  ///   - actor: Who asks.
  /// - Returns: The oldest first.
  /// - Throws: `.invalid` for a kind that only goes with its record; what the store throws.
  public func retentionWorklist(
    limit: Int, keeping kept: [DatumKind] = [], as actor: Actor
  ) async throws(StoreError) -> RetentionWorklist {
    guard kept.allSatisfy(RetentionRule.isEarly) else {
      throw StoreError(.invalid([.retentionKind]))
    }
    let attempt = AuditTrail.Event(action: .read, entity: .erasure)
    let today = surroundings.now().local.date
    let folder = folder
    try await authorise(.runRetention, attempt, actor)
    let sealable = try await sealableAudit(before: nil, as: actor)
    let days = try await settings().auditDays
    return try await reading(.runRetention, attempt, as: actor) { (database) throws(StoreError) in
      let table = RetentionTable(database: database, today: today, kept: kept)
      let most = min(max(limit, 1), 10_000)
      var items = try table.people(limit: most) + table.parts(limit: most) + table.drafts()
      if let sealable {
        let first = try AuditTrail(database: database).time(of: sealable.lowerBound)
        items.append(
          table.item(
            .audit, "\(sealable.lowerBound)-\(sealable.upperBound)", first, days, []))
      }
      items += try table.segments().filter {
        DataFolder.isThere("\(folder.auditArchive)/\($0.name)")
      }
      let freezes = try table.evidenceFreezes()
      items += Log.files(in: folder.logs, before: today.adding(days: -Log.daysKept)).map {
        RetentionItem(
          matter: .log, name: $0.name, since: $0.day, endedOn: $0.day.adding(days: Log.daysKept),
          frozenBy: freezes)
      }
      return RetentionWorklist(items: items, kept: kept)
    }
  }

  /// Takes what a worklist named and nothing still keeps; each record in a transaction of its own, with its audit entry.
  ///
  /// A record goes as by an erasure, ledger and scan included, but whoever comes back is welcome: nobody asked for it.
  ///
  /// - Parameters:
  ///   - worklist: What was shown.
  ///   - actor: Who runs it.
  /// - Returns: What has gone.
  /// - Throws: What the store throws; what went before has gone.
  public func runRetention(
    _ worklist: RetentionWorklist, as actor: Actor
  ) async throws(StoreError) -> [RetentionItem] {
    let event = AuditTrail.Event(action: .delete, entity: .erasure, fields: ["retencao"])
    var said = event
    said.reason = RetentionItem.Matter.allCases.map { "\($0.rawValue)=\(worklist.count(of: $0))" }
      .joined(separator: " ")
    let beginning = said
    try await writing(.runRetention, event, as: actor) { (work) throws(StoreError) in
      // People move, are corrected and are merged: what is kept of others who went may have become rare.
      let upheld = try KeptStatistics(database: work.database).uphold()
      var said = beginning
      said.reason = [beginning.reason ?? "", upheld.words].filter { !$0.isEmpty }
        .joined(separator: " ")
      try work.audit(said)
    }
    var gone: [RetentionItem] = []
    for item in worklist.due where item.matter == .person {
      if try await expire(item, keeping: worklist.kept, as: actor) { gone.append(item) }
    }
    let parts = worklist.due.filter { $0.matter == .part }
    for start in stride(from: 0, to: parts.count, by: Self.partsATime) {
      gone += try await trim(
        Array(parts[start..<min(start + Self.partsATime, parts.count)]), keeping: worklist.kept,
        as: actor)
    }
    gone += try await removeDrafts(worklist.due.filter { $0.matter == .draft }, as: actor)
    if let sealable = worklist.due.first(where: { $0.matter == .audit }) {
      if try await !sealAudit(before: nil, as: actor).isEmpty { gone.append(sealable) }
    }
    gone += try await removeFiles(
      worklist.due.filter { $0.matter == .segment || $0.matter == .log }, as: actor)
    if gone.contains(where: { $0.matter == .person || $0.matter == .part }) {
      try await clean()
      try await bringLedgerUp()
    }
    return gone
  }

  /// One record, if its time is over still and nothing has come to keep it.
  private func expire(
    _ item: RetentionItem, keeping kept: [DatumKind], as actor: Actor
  ) async throws(StoreError) -> Bool {
    let event = AuditTrail.Event(action: .delete, entity: .contact)
    let ledger = ErasureLedger(path: folder.ledger)
    guard let uid = UID(item.name) else { return false }
    return try await writing(.runRetention, event, as: actor) { (work) throws(StoreError) in
      let today = work.now.local.date
      let table = RetentionTable(database: work.database, today: today, kept: kept)
      guard let current = try table.person(uid), current.frozenBy.isEmpty else { return false }
      let found = try work.contacts.findClosed(uid)
      var order = Erasing.Order(
        erasure: work.surroundings.newUID(), request: "prazo \(today.iso8601)",
        approval: "prazo do catálogo", actor: work.actor, kept: [],
        note: "prazo=\(current.endedOn.iso8601)")
      order.isSuppressing = false
      _ = try Erasing(
        database: work.database, ledger: ledger, surroundings: work.surroundings, now: work.now
      ).erase(found, order)
      return true
    }
  }

  /// How many kinds of datum go in one transaction, and are looked for together.
  private static let partsATime = 200

  /// Kinds of datum of records that stay, if their time is over still and nothing has come to keep them.
  private func trim(
    _ items: [RetentionItem], keeping kept: [DatumKind], as actor: Actor
  ) async throws(StoreError) -> [RetentionItem] {
    let event = AuditTrail.Event(action: .delete, entity: .contact)
    return try await writing(.runRetention, event, as: actor) { (work) throws(StoreError) in
      try Trimming(work: work).trim(items, keeping: kept)
    }
  }

  private func removeDrafts(
    _ items: [RetentionItem], as actor: Actor
  ) async throws(StoreError) -> [RetentionItem] {
    guard !items.isEmpty else { return [] }
    var event = AuditTrail.Event(action: .delete, entity: .draft)
    event.reason = "prazo, \(items.count)"
    let done = event
    return try await writing(.runRetention, event, as: actor) { (work) throws(StoreError) in
      try work.audit(done)
      let due = try RetentionTable(database: work.database, today: work.now.local.date).drafts()
      // One that was gone on with meanwhile stays.
      let going = items.filter { item in due.contains { $0.name == item.name } }
      for item in going {
        try work.database.execute("DELETE FROM drafts WHERE uid = \(item.name)")
      }
      return going
    }
  }

  /// Files of logs and of sealed segments: the entry is in the audit before they go.
  private func removeFiles(
    _ items: [RetentionItem], as actor: Actor
  ) async throws(StoreError) -> [RetentionItem] {
    guard !items.isEmpty else { return [] }
    var event = AuditTrail.Event(action: .delete, entity: .audit, fields: ["arquivos"])
    event.reason = "prazo: \(items.map(\.name).joined(separator: " "))"
    let done = event
    let frozen = try await writing(.runRetention, event, as: actor) {
      (work) throws(StoreError) -> Bool in
      let table = RetentionTable(database: work.database, today: work.now.local.date)
      guard try table.evidenceFreezes().isEmpty else { return true }
      try work.audit(done)
      return false
    }
    guard !frozen else { return [] }
    return items.filter { item in
      let parent = item.matter == .log ? folder.logs : folder.auditArchive
      return unlink("\(parent)/\(item.name)") == 0
    }
  }
}

extension FieldProblem {
  static let retentionKind = FieldProblem(
    field: .form,
    message: "Só se pode deixar ficar o que sai antes do cadastro: "
      + RetentionRule.early.map(\.kind.rawValue).joined(separator: ", ")
      + ". Os outros tipos saem com o cadastro: para guardar os de uma pessoa, use "
      + "`atende hold add`.")
}

extension AuditTrail {
  /// When an entry was written; now the beginning of time for one that is not there.
  fileprivate func time(of seq: Int64) throws(StoreError) -> Timestamp {
    try database.row("SELECT time FROM audit_entries WHERE seq = \(seq)") {
      (row) throws(StoreError) in try row.timestamp(0)
    } ?? Timestamp(milliseconds: 0)
  }
}
