/// Takes single kinds of datum out of records that stay, and has them looked for in every file as after an erasure.
///
/// Nobody is erased, so the ledger has no line of it: a copy that is put back has the data again, and the next run takes them.
struct Trimming {
  let work: Work

  func trim(
    _ items: [RetentionItem], keeping kept: [DatumKind]
  ) throws(StoreError) -> [RetentionItem] {
    let today = work.now.local.date
    let table = RetentionTable(database: work.database, today: today, kept: kept)
    var gone: [RetentionItem] = []
    var values = ErasedValues()
    var counts: [ErasureCount] = []
    for item in items {
      guard let uid = UID(item.name), let kind = item.kind,
        let current = try table.part(uid, kind), current.frozenBy.isEmpty
      else { continue }
      let found = try work.contacts.findClosed(uid)
      let person = Eraser.Person(id: found.id, uid: uid)
      let others = Set(DatumKind.holdable.filter { $0 != kind })
      values.formUnion(try ErasedValues(of: person, keeping: others, in: work.database))
      counts += try Eraser(database: work.database, person: person, kept: others).trim(kind)
      try work.audit(
        AuditTrail.Event(
          action: .delete, entity: .contact, subject: found.pseudonym, fields: [kind.rawValue],
          reason: "prazo=\(current.endedOn.iso8601), o cadastro fica"))
      gone.append(item)
    }
    guard !gone.isEmpty else { return [] }
    let sums = Dictionary(counts.map { ($0.table, $0.rows) }, uniquingKeysWith: +)
    // Of nobody: an identifier that is no record's, so that nobody is taken for erased.
    try ErasureTable(database: work.database).put(
      Erasure(
        uid: work.surroundings.newUID(), contact: work.surroundings.newUID(),
        request: "prazo \(today.iso8601) por tipo de dado", state: .cleaning,
        approval: "prazo do catálogo", requestedBy: work.actor.login, startedAt: work.now,
        concludedAt: nil,
        removed: sums.sorted { $0.key < $1.key }.map {
          ErasureCount(table: $0.key, rows: $0.value, isKept: false)
        }, kept: []),
      ErasureMarks(of: values, key: work.surroundings.randomBytes(ErasureMarks.keyLength)))
    return gone
  }
}
