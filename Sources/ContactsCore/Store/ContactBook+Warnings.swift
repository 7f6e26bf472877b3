extension ContactBook {
  /// What somebody should see to now, the oldest first, and then what was so and is no longer: for `doctor`, which writes
  /// nothing and needs no actor.
  public func warnings(on machine: MachineState) async throws(StoreError) -> [CentreWarning] {
    let (folder, now) = (folder, surroundings.now())
    let shelf = BackupShelf(path: backupFolder(try await settings()))
    return try await reader.read { (database) throws(StoreError) in
      let watch = Watch(database: database, folder: folder, shelf: shelf, now: now)
      return WarningLedger.merged(
        try WarningTable(database: database).all(), with: try watch.findings(on: machine), at: now)
    }
  }

  /// Looks what somebody should see to, and keeps when it began, how often, and when it ended.
  ///
  /// Nothing is written while nothing has changed, but for the last time it was seen, four times an hour.
  public func watch(
    on machine: MachineState, as actor: Actor
  ) async throws(StoreError) -> [CentreWarning] {
    let attempt = AuditTrail.Event(action: .read, entity: .settings)
    try await authorise(.readWarnings, attempt, actor)
    let merged = try await warnings(on: machine)
    let known = try await reader.read { (database) throws(StoreError) in
      try WarningTable(database: database).all()
    }
    let news = merged.filter { WarningLedger.isNews($0, to: known) }
    guard !news.isEmpty else { return merged }
    return try await writing(.readWarnings, attempt, as: actor) { (work) throws(StoreError) in
      let table = WarningTable(database: work.database)
      // Another desk may have written the same a moment ago: a beginning is counted once.
      let current = try table.all()
      for warning in news where WarningLedger.isNews(warning, to: current) {
        try table.save(warning)
      }
      return try table.all()
    }
  }

  /// Notes that somebody takes care of it; the audit says who.
  ///
  /// It is told anew when it has ended and begins again.
  public func acknowledgeWarning(
    _ code: CentreWarning.Code, as actor: Actor
  ) async throws(StoreError) {
    var event = AuditTrail.Event(action: .config, entity: .settings, fields: ["aviso"])
    event.reason = code.rawValue
    let attempt = event
    try await writing(.readWarnings, attempt, as: actor) { (work) throws(StoreError) in
      let table = WarningTable(database: work.database)
      guard let known = try table.all().first(where: { $0.code == code }), known.isOpen else {
        throw StoreError(.notFound)
      }
      try table.save(
        CentreWarning(
          code: code, message: known.message, count: known.count, first: known.first,
          last: known.last, endedAt: nil, seenBy: work.actor.login, seenAt: work.now))
      try work.audit(attempt)
    }
  }
}

/// How what is found now goes on from what was known.
enum WarningLedger {
  /// How long the last time it was seen may lag behind.
  static let lag: Int64 = 15 * 60_000

  /// What is so first, the oldest first; then what is no longer, the latest first.
  static func merged(
    _ known: [CentreWarning], with found: [Watch.Finding], at now: Timestamp
  ) -> [CentreWarning] {
    let ongoing = found.map { finding -> CentreWarning in
      let before = known.first { $0.code == finding.code }
      let goesOn = before.map { $0.endedAt == nil } ?? false
      return CentreWarning(
        code: finding.code, message: finding.message,
        count: (before?.count ?? 0) + (goesOn ? 0 : 1), first: before?.first ?? now, last: now,
        endedAt: nil, seenBy: goesOn ? before?.seenBy : nil, seenAt: goesOn ? before?.seenAt : nil)
    }
    let ended = known.filter { one in !found.contains { $0.code == one.code } }.map { before in
      CentreWarning(
        code: before.code, message: before.message, count: before.count, first: before.first,
        last: before.last, endedAt: before.endedAt ?? now, seenBy: before.seenBy,
        seenAt: before.seenAt)
    }
    return ongoing.sorted { $0.first < $1.first }
      + ended.sorted { ($0.endedAt ?? now) > ($1.endedAt ?? now) }
  }

  /// Whether it is worth a transaction.
  static func isNews(_ warning: CentreWarning, to known: [CentreWarning]) -> Bool {
    guard let before = known.first(where: { $0.code == warning.code }) else { return true }
    if (before.endedAt == nil) != (warning.endedAt == nil) { return true }
    return warning.endedAt == nil
      && warning.last.milliseconds - before.last.milliseconds >= lag
  }
}

/// One look at what somebody should see to.
struct Watch {
  let database: any Database
  let folder: DataFolder
  let shelf: BackupShelf
  let now: Timestamp

  struct Finding: Equatable {
    let code: CentreWarning.Code
    let message: String
  }

  /// Half of the answers of a model may take long now and then; nineteen of twenty should not.
  private static let slowestUsual = 5000
  /// How long after its time a callback is missed and not only due.
  private static let missedAfter: Int64 = 30 * 60_000
  /// Without a copy for longer than this somebody should know.
  private static let copiedWithin: Int64 = 48 * 3_600_000

  func findings(on machine: MachineState) throws(StoreError) -> [Finding] {
    var findings: [Finding] = []
    func found(_ code: CentreWarning.Code, _ message: String?) {
      if let message { findings.append(Finding(code: code, message: message)) }
    }
    found(.disk, disk(machine))
    found(.audit, try auditMessage())
    found(.extraction, try extraction())
    found(.queue, try queue())
    found(.callbacks, try callbacks())
    found(.requests, try requests())
    found(.incidents, try incidents())
    found(.backup, try backup())
    return findings
  }

  private func disk(_ machine: MachineState) -> String? {
    guard let free = machine.freeBytes, machine.diskBytes > 0, free < machine.diskBytes / 10
    else { return nil }
    return "Restam \(free * 100 / machine.diskBytes)% do disco da pasta de dados."
  }

  private func auditMessage() throws(StoreError) -> String? {
    let keys = try SigningKeys(database: database, folder: KeyFolder(folder)).reports()
    if keys.contains(where: { $0.state == .missing || $0.state == .altered }) {
      return "Uma chave que assina a auditoria falta ou foi trocada."
    }
    let missing = try SegmentTable(database: database).all().map(\.file).filter {
      SegmentFile(path: "\(folder.auditArchive)/\($0)") == nil
    }
    return missing.isEmpty ? nil : "Faltam arquivos da auditoria selada: \(missing.count)."
  }

  private func extraction() throws(StoreError) -> String? {
    var slowest = 0
    for name in try ContactBook.roster(in: database, at: now).hosts.keys.sorted() {
      let latencies = try ModelTable(database: database).latencies(of: name)
      slowest = max(slowest, latencies.percentile(95) ?? 0)
    }
    guard slowest > Watch.slowestUsual else { return nil }
    return "De cada vinte respostas da IA, uma passa de \(slowest / 1000) s."
  }

  private func queue() throws(StoreError) -> String? {
    let warnings = try ContactBook.queueHealth(in: database, at: now).warnings
    return warnings.isEmpty ? nil : warnings.map(\.sentence).joined(separator: " ")
  }

  private func callbacks() throws(StoreError) -> String? {
    let missed = try CallbackTable(database: database).missed(
      before: now.adding(milliseconds: -Watch.missedAfter))
    guard missed > 0 else { return nil }
    return missed == 1
      ? "1 retorno passou da hora há mais de meia hora."
      : "\(grouped(missed)) retornos passaram da hora há mais de meia hora."
  }

  private func requests() throws(StoreError) -> String? {
    let overdue = try RequestTable(database: database).pulse(on: now.local.date).overdue
    guard overdue > 0 else { return nil }
    return overdue == 1
      ? "1 pedido de titular passou do prazo." : "\(grouped(overdue)) pedidos passaram do prazo."
  }

  /// Until some time after its last term: by then whoever had to be told was told, or never will be.
  private func incidents() throws(StoreError) -> String? {
    let overdue = try IncidentTable(database: database).overdue(on: now.local.date)
    guard overdue > 0 else { return nil }
    return
      (overdue == 1
      ? "1 incidente passou do prazo de comunicar"
      : "\(grouped(overdue)) incidentes passaram do prazo de comunicar")
      + ": confira se a ANPD e as pessoas já sabem."
  }

  private func backup() throws(StoreError) -> String? {
    if let newest = try shelf.manifests().first {
      let age = now.milliseconds - newest.madeAt
      guard age > Watch.copiedWithin else { return nil }
      return "A última cópia de segurança tem \(age / 86_400_000) dias."
    }
    // A store of today has nothing yet that a copy would save.
    let oldest = try database.row("SELECT min(applied_at) FROM schema_migrations") {
      (row) throws(StoreError) in try row.timestamp(0)
    }
    guard let oldest, now.milliseconds - oldest.milliseconds > Watch.copiedWithin else {
      return nil
    }
    return "Ainda não há nenhuma cópia de segurança."
  }
}
