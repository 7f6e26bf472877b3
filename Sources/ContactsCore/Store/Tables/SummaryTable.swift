/// Rows of lists: searches and possible duplicates, with everything already masked.
struct SummaryTable {
  let database: any Database
  let viewer: Viewer

  /// For whom rows are read: of a record that is closed to them, nothing but that it is there.
  struct Viewer: Sendable {
    let login: String
    let now: Timestamp
  }

  /// What a summary is read from, for `c` a row of `contacts`.
  private var columns: SQL {
    """
    c.id, c.uid, coalesce(c.social_name, c.name), c.cpf, c.city, c.state, c.interaction_count,
    c.updated_at, coalesce(r.name, i.reason), i.urgency, e.address, p.value, p.national,
    p.complete, p.kind, p.issue, p.typed,
    EXISTS (SELECT 1 FROM restrictions x WHERE x.contact_id = c.id),
    \(RestrictionTable.hides(from: viewer.login, at: viewer.now))
    """
  }
  private static let joins: SQL = """
    LEFT JOIN contact_phones p ON p.contact_id = c.id AND p.position = 0
    LEFT JOIN contact_emails e ON e.contact_id = c.id AND e.position = 0
    LEFT JOIN interactions i ON i.id = c.last_interaction_id
    LEFT JOIN reasons r ON r.code = i.reason_code
    """

  func page(
    _ query: SearchQuery, after cursor: SearchCursor?, limit: Int
  ) throws(StoreError) -> SearchPage {
    let found: [Found]
    switch query {
    case .all: found = try latest(after: cursor, limit: limit + 1)
    case .nothing: found = []
    case .protocolNumber(let number): found = try contact(of: number, after: cursor)
    case .terms(let terms): found = try contacts(holding: terms, after: cursor, limit: limit + 1)
    }
    let rows = found.prefix(limit)
    guard found.count > limit, let last = rows.last else {
      return SearchPage(rows: rows.map(\.summary), next: nil)
    }
    let key = query == .all ? String(last.summary.updatedAt.milliseconds) : ""
    return SearchPage(rows: rows.map(\.summary), next: SearchCursor(key: key, id: last.id))
  }

  /// Everybody, most recently updated first.
  private func latest(after cursor: SearchCursor?, limit: Int) throws(StoreError) -> [Found] {
    var conditions: [SQL] = ["c.status = 'ativo'"]
    if let cursor {
      let moment = Int64(cursor.key) ?? 0
      conditions.append("(c.updated_at, c.id) < (\(moment), \(cursor.id))")
    }
    return try read(
      """
      SELECT \(columns) FROM contacts c \(SummaryTable.joins)
      WHERE \(SQL.all(conditions)) ORDER BY c.updated_at DESC, c.id DESC LIMIT \(limit)
      """)
  }

  private func contact(
    of number: ProtocolNumber, after cursor: SearchCursor?
  ) throws(StoreError) -> [Found] {
    guard cursor == nil else { return [] }
    return try read(
      """
      SELECT \(columns) FROM interactions sought
      JOIN contacts c ON c.id = sought.contact_id AND c.status = 'ativo' \(SummaryTable.joins)
      WHERE sought.protocol = \(number.description)
      """)
  }

  private func contacts(
    holding terms: SearchQuery.Terms, after cursor: SearchCursor?, limit: Int
  ) throws(StoreError) -> [Found] {
    var conditions: [SQL] = ["c.status = 'ativo'"]
    var source: SQL = "contacts c"
    var id: SQL = "c.id"
    if terms.emails.isEmpty,
      let query = IndexQuery(words: terms.words, digitGroups: terms.digitGroups)
    {
      let index = database.dialect.contactsHolding(query)
      source = index.source
      id = index.id
      conditions.append(index.condition)
      conditions += query.uncheckedWords.map(SummaryTable.hasWord)
      if query.leavesDigitsUnchecked {
        conditions.append(SummaryTable.hasDigits(terms.digitGroups))
      }
    } else {
      // An address narrows more than any index of words could.
      conditions += terms.emails.map(SummaryTable.hasEmail)
      conditions += terms.words.map(SummaryTable.hasWord)
      if !terms.digitGroups.isEmpty { conditions.append(SummaryTable.hasDigits(terms.digitGroups)) }
    }
    if let cursor { conditions.append("\(id) < \(cursor.id)") }
    conditions.append(isOpenOrTold(terms))
    return try read(
      """
      SELECT \(columns) FROM \(source) \(SummaryTable.joins)
      WHERE \(SQL.all(conditions)) ORDER BY \(id) DESC LIMIT \(limit)
      """)
  }

  /// A record that is closed to the viewer is found by whole values alone: by their beginnings one could spell them out.
  private func isOpenOrTold(_ terms: SearchQuery.Terms) -> SQL {
    let hides = RestrictionTable.hides(from: viewer.login, at: viewer.now)
    let digits = terms.digitGroups.joined()
    guard terms.words.isEmpty, !digits.isEmpty || !terms.emails.isEmpty else {
      return "\(hides) = 0"
    }
    var told: [SQL] = terms.emails.map { email in
      "c.id IN (SELECT contact_id FROM contact_emails WHERE address_key = \(email))"
    }
    if !digits.isEmpty {
      told.append(
        """
        (c.cpf = \(digits) OR EXISTS (SELECT 1 FROM contact_phones d
          WHERE d.contact_id = c.id AND d.digits = \(digits)))
        """)
    }
    return "(\(hides) = 0 OR (\(SQL.all(told))))"
  }

  /// A folded word holds letters and digits only, and so nothing that `LIKE` reads as a pattern.
  private static func hasWord(_ word: String) -> SQL {
    "(' ' || c.search_words) LIKE \("% " + word + "%")"
  }

  private static func hasEmail(_ start: String) -> SQL {
    """
    c.id IN (SELECT contact_id FROM contact_emails
      WHERE address_key >= \(start) AND address_key < \(start + "\u{10ffff}"))
    """
  }

  private static func hasDigits(_ groups: [String]) -> SQL {
    let inOrder = "%" + groups.joined(separator: "%") + "%"
    return """
      EXISTS (SELECT 1 FROM contact_phones d
        WHERE d.contact_id = c.id AND d.digits LIKE \(inOrder))
      OR c.cpf LIKE \(groups.joined() + "%")
      """
  }

  // MARK: - Duplicates

  /// Contacts that may be the same person, by the strongest rule each, and not more than `limit`.
  func duplicates(
    of probe: DuplicateProbe, excluding uid: UID?, limit: Int
  ) throws(StoreError) -> [DuplicateMatch] {
    var matches: [DuplicateMatch] = []
    for (condition, rule) in SummaryTable.conditions(of: probe) {
      let found = try read(
        """
        SELECT \(columns) FROM contacts c \(SummaryTable.joins)
        WHERE c.status = 'ativo' AND \(condition) ORDER BY c.id DESC LIMIT \(limit)
        """)
      for summary in found.map(\.summary) where summary.uid != uid && matches.count < limit {
        if !matches.contains(where: { $0.summary.uid == summary.uid }) {
          let isNear = rule == .phone && isNear(summary.name, probe.name)
          matches.append(DuplicateMatch(summary: summary, rule: isNear ? .phoneAndName : rule))
        }
      }
    }
    guard matches.count < limit else { return matches }
    let known = Set(matches.map(\.summary.uid) + (uid.map { [$0] } ?? []))
    for near in try nearNames(of: probe, besides: known, limit: limit - matches.count) {
      guard let summary = try summary(of: near.id) else { continue }
      matches.append(DuplicateMatch(summary: summary, rule: near.rule))
    }
    return matches
  }

  /// The row of one contact.
  func summary(of id: Int64) throws(StoreError) -> ContactSummary? {
    try read("SELECT \(columns) FROM contacts c \(SummaryTable.joins) WHERE c.id = \(id)")
      .first?.summary
  }

  private func isNear(_ first: Sensitive<String>?, _ second: Sensitive<String>?) -> Bool {
    guard let first, let second else { return false }
    return NameLikeness(allowsFewWords: true).areNear(
      nameKey(first.revealed(for: .matching)), nameKey(second.revealed(for: .matching)))
  }

  /// Most contacts of one block that a name is compared with while somebody types.
  private static let mostOfABlock = 100
  /// The same when a record is saved, which nobody should wait for: the newest of each block.
  private static let mostOfABlockSaved = 20

  private struct Near {
    let id: Int64
    let uid: UID
    let rule: DuplicateMatch.Rule
  }

  /// Contacts with nearly this name at the same domain or in the same city, whom no other value tells apart: not more than
  /// `limit` besides those already `known`, of the newest `mostOfABlock` of each block that were there before `last`.
  private func nearNames(
    of probe: DuplicateProbe, besides known: Set<UID>, before last: Int64 = .max, limit: Int,
    mostOfABlock: Int = Self.mostOfABlock
  ) throws(StoreError) -> [Near] {
    let key = probe.name.map { nameKey($0.revealed(for: .matching)) } ?? ""
    let blocks = NameBlocks(
      nameKey: key, city: probe.city?.revealed(for: .matching),
      emailKeys: probe.emails.map { $0.revealed(for: .matching).key })
    let table = NameBlockTable(database: database)
    let places: [([Int64], DuplicateMatch.Rule)] = [
      (blocks.domains, .domainAndName), (blocks.cities, .cityAndName),
    ]
    var found: [Near] = []
    var seen: Set<Int64> = []
    let name = NameLikeness.Name(key)
    for (blocks, rule) in places {
      let likeness = NameLikeness(allowsFewWords: rule == .domainAndName)
      var near: [Int64] = []
      for block in blocks {
        try table.scan(block, before: last, for: viewer, limit: mostOfABlock) {
          (id, key) throws(StoreError) in
          if likeness.areNear(name, key), seen.insert(id).inserted { near.append(id) }
        }
      }
      for id in near where found.count < limit {
        guard let uid = try uid(of: id, ifAgreeingWith: probe), !known.contains(uid) else {
          continue
        }
        found.append(Near(id: id, uid: uid, rule: rule))
      }
    }
    return found
  }

  /// Who a contact of a near name is, unless its CPF or birth date is another, or it is blocked.
  private func uid(of id: Int64, ifAgreeingWith probe: DuplicateProbe) throws(StoreError) -> UID? {
    try database.row(
      "SELECT uid, cpf, birth_date FROM contacts WHERE id = \(id) AND status = 'ativo'"
    ) { (row) throws(StoreError) in
      let (cpf, date) = (try row.optionalText(1), try row.optionalText(2))
      guard !differ(probe.cpf?.revealed(for: .matching).digits, cpf),
        !differ(probe.birthDate?.revealed(for: .matching).iso8601, date)
      else { return nil }
      return try row.uid(0)
    } ?? nil
  }

  private func differ(_ first: String?, _ second: String?) -> Bool {
    guard let first, let second else { return false }
    return first != second
  }

  /// Who those contacts are, and nothing else: what a save reports, at the cost of a look into each index.
  ///
  /// - Parameters:
  ///   - probe: What is known of the person.
  ///   - last: The row of a contact that is saved already: only who was there before counts.
  ///   - limit: How many are named at most.
  /// - Returns: Who they are, by the strongest rule first.
  /// - Throws: What the store throws.
  func duplicateUIDs(
    of probe: DuplicateProbe, before last: Int64 = .max, limit: Int
  ) throws(StoreError) -> [UID] {
    var uids: [UID] = []
    for (condition, _) in SummaryTable.conditions(of: probe) {
      let found = try database.rows(
        """
        SELECT c.uid FROM contacts c
        WHERE c.status = 'ativo' AND \(condition) AND +c.id < \(last)
        ORDER BY c.id DESC LIMIT \(limit)
        """
      ) { (row) throws(StoreError) in try row.uid(0) }
      uids += found.filter { !uids.contains($0) }
    }
    guard uids.count < limit else { return Array(uids.prefix(limit)) }
    let near = try nearNames(
      of: probe, besides: Set(uids), before: last, limit: limit - uids.count,
      mostOfABlock: SummaryTable.mostOfABlockSaved)
    return uids + near.map(\.uid)
  }

  /// The rules that a probe can be looked up by, the strongest first.
  private static func conditions(of probe: DuplicateProbe) -> [(SQL, DuplicateMatch.Rule)] {
    var conditions: [(SQL, DuplicateMatch.Rule)] = []
    if let cpf = probe.cpf?.revealed(for: .matching) {
      conditions.append(("c.cpf = \(cpf.digits)", .cpf))
    }
    for phone in probe.phones {
      conditions.append((hasPhone(phone.revealed(for: .matching)), .phone))
    }
    for email in probe.emails.map({ $0.revealed(for: .matching) }) {
      conditions.append(
        (
          "c.id IN (SELECT contact_id FROM contact_emails WHERE address_key = \(email.key))",
          .email
        ))
    }
    let key = probe.name.map { nameKey($0.revealed(for: .matching)) } ?? ""
    // A first name alone is many people's.
    if key.contains(" ") { conditions.append(("c.name_key = \(key)", .name)) }
    return conditions
  }

  /// The same digits; or the same last eight where one lacks its DDD, or only the ninth digit differs.
  private static func hasPhone(_ phone: PhoneNumber) -> SQL {
    let isBrazilian = phone.kind != .foreign && phone.kind != .tollFree
    let areaCode = phone.isComplete && isBrazilian ? String(phone.digits.prefix(2)) : ""
    return """
      c.id IN (SELECT contact_id FROM contact_phones WHERE tail = \(phone.tail)
        AND (digits = \(phone.digits)
          OR (\(isBrazilian ? 1 : 0) = 1 AND kind NOT IN ('foreign', 'tollFree')
            AND (complete = 0 OR \(phone.isComplete ? 1 : 0) = 0
              OR substr(digits, 1, 2) = \(areaCode)))))
      """
  }

  // MARK: - Rows

  private struct Found {
    let id: Int64
    let summary: ContactSummary
  }

  private func read(_ sql: SQL) throws(StoreError) -> [Found] {
    try database.rows(sql) { (row) throws(StoreError) in
      if try row.integer(18) == 1 {
        return Found(
          id: try row.integer(0),
          summary: ContactSummary(hidden: try row.uid(1), updatedAt: try row.timestamp(7)))
      }
      let phone = row.values[11] == .null ? nil : try PhoneNumber(row, from: 11)
      return Found(
        id: try row.integer(0),
        summary: ContactSummary(
          uid: try row.uid(1), name: try row.sensitiveText(2), maskedPhone: phone?.masked,
          maskedEmail: try row.optionalText(10).map { EmailAddress(stored: $0).masked },
          maskedCPF: try row.optionalText(3).flatMap(CPF.init)?.masked,
          city: try row.optionalText(4),
          state: try row.optionalText(5).flatMap(StateCode.init(rawValue:)),
          lastReason: try row.optionalText(8),
          lastUrgency: try row.optionalText(9).flatMap(Urgency.init(rawValue:)),
          interactionCount: try row.int(6), updatedAt: try row.timestamp(7),
          access: try row.integer(17) == 0 ? .open : .restricted))
    }
  }
}
