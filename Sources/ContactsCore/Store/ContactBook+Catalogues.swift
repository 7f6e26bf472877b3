extension ContactBook {
  /// The lines of a catalogue, those in use first; nothing of anybody, so without an audit entry.
  public func catalogue(
    _ catalogue: Catalogue, as actor: Actor
  ) async throws(StoreError) -> [CatalogueEntry] {
    let attempt = AuditTrail.Event(action: .read, entity: .settings)
    return try await reading(.readCatalogues, attempt, as: actor) { (database) throws(StoreError) in
      try CatalogueTable(database: database).all(catalogue)
    }
  }

  /// Adds a line to a catalogue, or changes one: its words, its place, whether it is in use.
  ///
  /// The audit names it. The code stays for ever, and so does the line: what was registered with it keeps it.
  /// - Parameters:
  ///   - entry: The line; with an empty code it is new.
  ///   - place: Among those in use, from 1; nil leaves it, or puts a new one last.
  ///   - catalogue: Which one.
  ///   - actor: Who changes it.
  /// - Returns: Its code.
  /// - Throws: What the store throws; `.invalid` where the catalogue would no longer work.
  public func saveCatalogueEntry(
    _ entry: CatalogueEntry, at place: Int?, in catalogue: Catalogue, as actor: Actor
  ) async throws(StoreError) -> String {
    let entry = entry.trimmed
    let attempt = AuditTrail.Event(
      action: .config, entity: .settings, fields: [catalogue.rawValue])
    return try await writing(catalogue.permission, attempt, as: actor) {
      (work) throws(StoreError) in
      let table = CatalogueTable(database: work.database)
      let before = try table.all(catalogue)
      var changed = entry
      let known = before.first { $0.code == entry.code }
      if entry.code.isEmpty {
        changed.code = CatalogueEntry.freeCode(of: entry.name, among: before)
      } else if known == nil {
        throw StoreError(.notFound)
      }
      let others = before.filter { $0.code != changed.code }
      try CatalogueEntry.check(changed, others, in: catalogue)
      var inUse = others.filter(\.isActive)
      if changed.isActive {
        let old = before.filter(\.isActive).firstIndex { $0.code == changed.code } ?? inUse.count
        let index = place.map { $0 - 1 } ?? old
        inUse.insert(changed, at: min(max(index, 0), inUse.count))
      }
      let retired = others.filter { !$0.isActive } + (changed.isActive ? [] : [changed])
      for (position, one) in (inUse + retired).enumerated() {
        try table.save(one, in: catalogue, at: position)
      }
      var told = attempt
      told.reason = "\(CatalogueEntry.verb(from: known, to: changed)) \(changed.code)"
      try work.audit(told)
      return changed.code
    }
  }
}

extension CatalogueEntry {
  /// What was done to it, as the audit says it.
  fileprivate static func verb(from before: CatalogueEntry?, to after: CatalogueEntry) -> String {
    guard let before else { return "incluiu" }
    if before.isActive, !after.isActive { return "retirou" }
    return !before.isActive && after.isActive ? "voltou a usar" : "mudou"
  }

  /// Whether the catalogue still works with it.
  fileprivate static func check(
    _ entry: CatalogueEntry, _ others: [CatalogueEntry], in catalogue: Catalogue
  ) throws(StoreError) {
    var problems = entry.problems(in: catalogue)
    let inUse = others.filter(\.isActive)
    if entry.isActive {
      if inUse.contains(where: { folded($0.name) == folded(entry.name) }) {
        problems.append("Já há outro com esse nome.")
      }
      if inUse.count >= catalogue.most {
        problems.append(
          "Já há \(catalogue.most) em uso, o máximo de \(catalogue.label): retire um antes.")
      }
    } else if inUse.isEmpty {
      problems.append("É o último em uso: inclua outro antes de retirar este.")
    }
    guard problems.isEmpty else {
      throw StoreError(
        .invalid(problems.map { FieldProblem(field: .setting, message: $0) }))
    }
  }

  /// The code of a new entry: its name's, with a number where that is taken.
  fileprivate static func freeCode(of name: String, among known: [CatalogueEntry]) -> String {
    let code = code(of: name)
    var candidate = code
    var number = 2
    while known.contains(where: { $0.code == candidate }) {
      candidate = "\(code)_\(number)"
      number += 1
    }
    return candidate
  }
}
