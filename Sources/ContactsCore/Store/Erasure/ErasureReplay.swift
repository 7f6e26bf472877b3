/// What every opening of a store does before anything is shown: what the ledger says was erased is erased, and what waited for
/// a hold that has ended goes on.
struct ErasureReplay {
  let connection: Connection
  let turnstile: Turnstile
  let folder: DataFolder
  let surroundings: Surroundings

  private var ledger: ErasureLedger { ErasureLedger(path: folder.ledger) }

  /// Costs one reading of the file where there is nothing to do, which is nearly always.
  func run() throws(StoreError) {
    try forgetMerges()
    if try !LedgerCopy(database: connection).isOf(ledger) { try replay() }
    try settleSeals()
    try resumeHeld()
    if try !ErasureTable(database: connection).unclean(unseen: true).isEmpty {
      // Before the cleaning: a program that ends in between comes here again.
      LedgerShelves(database: connection, folder: folder, surroundings: surroundings).bringUp()
      try ErasureCleaning(
        connection: connection, turnstile: turnstile, folder: folder, now: surroundings.now
      ).run(unseen: true)
    }
  }

  /// What records were before a merge is kept until it can no longer be undone, whether or not there is another merge.
  private func forgetMerges() throws(StoreError) {
    let (merges, now) = (MergeTable(database: connection), surroundings.now())
    guard try merges.hasPast(at: now) else { return }
    try turnstile.pass { () throws(StoreError) in
      try connection.transaction(.writing) { () throws(StoreError) in
        try merges.forgetPast(at: now)
      }
    }
  }

  /// The program itself, for what nobody asks for at this moment.
  private var program: Actor {
    Actor(
      login: "atende", systemUserID: 0, roles: [], session: surroundings.newUID(), terminal: "")
  }

  /// What this program has looked at once is all that there was without a seal.
  private func settleSeals() throws(StoreError) {
    guard try LedgerSeal.isUnsettled(connection) else { return }
    try turnstile.pass { () throws(StoreError) in
      try connection.transaction(.writing) { () throws(StoreError) in
        try LedgerSeal.settle(connection)
      }
    }
  }

  private func replay() throws(StoreError) {
    try turnstile.pass { () throws(StoreError) in
      try connection.transaction(.writing) { () throws(StoreError) in
        let copy = LedgerCopy(database: connection)
        var contents = try ledger.read()
        let known = try copy.lines()
        let seal = try LedgerSeal(of: connection)
        try seal.check(contents.lines, known: known)
        for line in contents.lines where !known.contains(where: line.saysTheSame) {
          try replay(line)
        }
        // A ledger that is older than the store, or gone, is made whole again from the store.
        for line in known where !contents.lines.contains(where: line.saysTheSame) {
          contents = try ledger.append(line, after: contents, sealedBy: seal)
        }
        try copy.set(contents)
      }
    }
  }

  /// Erases again what a copy of the store has brought back.
  private func replay(_ line: ErasureLedger.Line) throws(StoreError) {
    let now = surroundings.now()
    let table = ErasureTable(database: connection)
    let kept = line.kept.map { KeptDatum(kind: $0, article: "art. 16", endsOn: nil) }
    let contacts = ContactTable(database: connection)
    var pseudonym: String?
    var people = Departure(database: connection, keeping: Set(line.kept))
    for uid in [line.contact] + line.others {
      guard try contacts.isThere(uid) else { continue }
      let found = try contacts.findClosed(uid)
      if uid == line.contact { pseudonym = found.pseudonym }
      try people.add(found)
      try hold(line.kept, of: found)
    }
    let marks = people.marks(surroundings.randomBytes(ErasureMarks.keyLength))
    let left = try people.leave(keepingStatistics: line.isAnonymising)
    try table.put(
      Erasure(
        uid: line.erasure, contact: line.contact, request: line.request,
        state: kept.isEmpty ? .cleaning : .onHold, approval: "livro de eliminações",
        requestedBy: program.login, startedAt: line.time, removed: left.counts, kept: kept,
        statistics: left.statistics), marks)
    try Suppression(database: connection).insert(line.suppressed, of: line.erasure)
    try AuditTrail(database: connection).append(
      AuditTrail.Event(
        action: .delete, entity: .contact, subject: pseudonym,
        fields: DatumKind.holdable.filter { !line.kept.contains($0) }.map(\.rawValue),
        reason:
          "eliminacao=\(line.erasure.text) pedido=\(line.request) reaplicada do livro de eliminações"
      ), by: program, at: now)
  }

  /// Holds that the copy does not know of are made anew, until somebody releases them.
  private func hold(_ kinds: [DatumKind], of found: ContactTable.Found) throws(StoreError) {
    let now = surroundings.now()
    let table = HoldTable(database: connection)
    let active = try table.active(of: found.id, on: now.local.date).map(\.kind)
    for kind in kinds where !active.contains(kind) {
      try table.insert(
        surroundings.newUID(), kind, of: found.id, article: "art. 16",
        reason: "retenção que o livro de eliminações nomeia", endsOn: nil, by: program.login,
        at: now)
    }
  }

  /// Goes on with what a hold kept, once it has ended by its day.
  private func resumeHeld() throws(StoreError) {
    let table = ErasureTable(database: connection)
    let today = surroundings.now().local.date
    var seen: [UID] = []
    for erasure in try table.onHold() where !seen.contains(erasure.contact) {
      seen.append(erasure.contact)
      guard try hasEnded(erasure, on: today) else { continue }
      try turnstile.pass { () throws(StoreError) in
        try connection.transaction(.writing) { () throws(StoreError) in
          // Another process may have done it meanwhile.
          guard try table.find(erasure.uid)?.kept == erasure.kept else { return }
          try Erasing(
            database: connection, ledger: ledger, surroundings: surroundings,
            now: surroundings.now()
          ).resume(erasure.contact, by: program)
        }
      }
    }
  }

  private func hasEnded(_ erasure: Erasure, on day: CivilDate) throws(StoreError) -> Bool {
    let contacts = ContactTable(database: connection)
    // Another request of the same person has taken all there was.
    guard try contacts.isThere(erasure.contact) else { return true }
    let found = try contacts.findClosed(erasure.contact)
    let active = try HoldTable(database: connection).active(of: found.id, on: day)
    return Set(active.map(\.kind)) != Set(erasure.kept.map(\.kind))
  }
}

extension Erasing {
  /// Takes what a hold that has ended no longer keeps, for every request of the person that waited for it.
  ///
  /// - Returns: The oldest of the erasures that went on; nil where none waited.
  @discardableResult
  func resume(_ contact: UID, by actor: Actor) throws(StoreError) -> UID? {
    let table = ErasureTable(database: database)
    let waiting = try table.onHold().filter { $0.contact == contact }
    guard let first = waiting.first else { return nil }
    let contacts = ContactTable(database: database)
    var found: ContactTable.Found?
    var active: [Hold] = []
    if try contacts.isThere(contact) {
      let person = try contacts.findClosed(contact)
      active = try HoldTable(database: database).active(of: person.id, on: now.local.date)
      found = person
    }
    let kept = KeptDatum.all(of: active)
    var anonymising: [String] = []
    for erasure in waiting where try table.isAnonymising(erasure) {
      anonymising.append(erasure.request)
    }
    _ = try erase(
      found, of: contact,
      waiting.map { erasure in
        Order(
          erasure: erasure.uid, request: erasure.request, approval: erasure.approval,
          actor: actor, kept: kept, note: "retenção encerrada",
          isAnonymising: anonymising.contains(erasure.request))
      })
    return first.uid
  }
}

extension KeptDatum {
  /// One entry a kind: the hold that ends last.
  static func all(of holds: [Hold]) -> [KeptDatum] {
    DatumKind.holdable.compactMap { kind in
      let own = holds.filter { $0.kind == kind }
      guard
        let last = own.first(where: { $0.endsOn == nil })
          ?? own.max(by: { left, right in
            (left.endsOn ?? right.since.local.date) < (right.endsOn ?? left.since.local.date)
          })
      else { return nil }
      return KeptDatum(kind: kind, article: last.article, endsOn: last.endsOn)
    }
  }
}

extension ContactTable {
  func isThere(_ uid: UID) throws(StoreError) -> Bool {
    try database.number("SELECT EXISTS (SELECT 1 FROM contacts WHERE uid = \(uid))") != 0
  }
}
