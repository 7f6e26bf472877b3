/// Goes through all contacts and pairs those that may be one person, in the memory of what it finds.
///
/// Of several that share a value each is paired with the oldest it agrees with, so that a telephone of a whole house is a
/// handful of pairs. Records that are closed to the viewer are left out, and so are two whose CPFs differ.
struct Sweep {
  let database: any Database
  let viewer: SummaryTable.Viewer

  private var found: [Pair: DuplicateMatch.Rule] = [:]
  /// Not on any list of this viewer.
  private var hidden: Set<Int64> = []

  /// Members of a block past which only neighbours in the alphabet are compared.
  private static let largestBlock = 200
  private static let neighbours = 10

  struct Pair: Hashable {
    let first, second: Int64
  }

  /// What tells two people of one name apart.
  private struct Signs {
    let nameKey: String
    let cpf, birthDate: String?
  }

  init(database: any Database, viewer: SummaryTable.Viewer) {
    self.database = database
    self.viewer = viewer
  }

  /// All pairs, the surest first.
  mutating func run() throws(StoreError) -> [(pair: Pair, rule: DuplicateMatch.Rule)] {
    hidden = Set(
      try database.rows(
        """
        SELECT c.id FROM contacts c WHERE c.status <> 'ativo'
          OR \(RestrictionTable.hides(from: viewer.login, at: viewer.now)) = 1
        """
      ) { (row) throws(StoreError) in try row.integer(0) })
    try sameValue(
      "SELECT cpf, id FROM contacts WHERE cpf IS NOT NULL ORDER BY cpf, id", .cpf)
    try sameValue(
      "SELECT address_key, contact_id FROM contact_emails ORDER BY address_key, contact_id", .email)
    try samePhone()
    try nearNames()
    try tellApart()
    return found.map { ($0.key, $0.value) }.sorted {
      ($0.rule.rank, $0.pair.first, $0.pair.second) < ($1.rule.rank, $1.pair.first, $1.pair.second)
    }
  }

  private mutating func add(_ one: Int64, _ other: Int64, _ rule: DuplicateMatch.Rule) {
    guard one != other else { return }
    let pair = Pair(first: min(one, other), second: max(one, other))
    if let known = found[pair], known.rank <= rule.rank { return }
    found[pair] = rule
  }

  /// Rows of a value and a contact, in the order of the value.
  private mutating func sameValue(_ sql: SQL, _ rule: DuplicateMatch.Rule) throws(StoreError) {
    var value = ""
    var oldest: Int64?
    var pairs: [(Int64, Int64)] = []
    try database.query(sql) { (row) throws(StoreError) in
      let (next, id) = (try row.text(0), try row.integer(1))
      guard !hidden.contains(id) else { return }
      if next == value, let oldest {
        pairs.append((oldest, id))
      } else {
        (value, oldest) = (next, id)
      }
    }
    for (one, other) in pairs { add(one, other, rule) }
  }

  private mutating func samePhone() throws(StoreError) {
    struct Line {
      let id: Int64
      let digits: String
      let isComplete, isBrazilian: Bool

      /// The same digits; or the same last eight where one lacks its DDD, or only the ninth digit differs.
      func isSame(as other: Line) -> Bool {
        if digits == other.digits { return true }
        guard isBrazilian, other.isBrazilian else { return false }
        return !isComplete || !other.isComplete || digits.prefix(2) == other.digits.prefix(2)
      }
    }
    var tail = ""
    var lines: [Line] = []
    var pairs: [(Int64, Int64)] = []
    try database.query(
      """
      SELECT tail, contact_id, digits, complete, kind FROM contact_phones ORDER BY tail, contact_id
      """
    ) { (row) throws(StoreError) in
      let kind = try row.choice(4, of: PhoneNumber.Kind.self)
      let line = Line(
        id: try row.integer(1), digits: try row.text(2), isComplete: try row.integer(3) != 0,
        isBrazilian: kind != .foreign && kind != .tollFree)
      guard !hidden.contains(line.id) else { return }
      let next = try row.text(0)
      if next != tail {
        tail = next
        lines = []
      }
      if let same = lines.first(where: line.isSame) { pairs.append((same.id, line.id)) }
      if lines.count < Sweep.largestBlock { lines.append(line) }
    }
    for (one, other) in pairs { add(one, other, .phone) }
  }

  // MARK: - Near names

  private mutating func nearNames() throws(StoreError) {
    var block: Int64?
    var members: [(id: Int64, nameKey: String)] = []
    var pairs: [(Int64, Int64, DuplicateMatch.Rule)] = []
    // In the order of the table, in one pass.
    try database.scan(
      "SELECT block, contact_id, name_key FROM name_blocks ORDER BY block, contact_id"
    ) {
      (row) throws(StoreError) in
      guard let next = row.integer(0), let id = row.integer(1), let key = row.text(2) else {
        return
      }
      if next != block {
        if let block { try compare(members, in: block, into: &pairs) }
        block = next
        members.removeAll(keepingCapacity: true)
      }
      if !hidden.contains(id) { members.append((id, String(decoding: key, as: UTF8.self))) }
    }
    if let block { try compare(members, in: block, into: &pairs) }
    for (one, other, rule) in pairs { add(one, other, rule) }
  }

  private func compare(
    _ members: [(id: Int64, nameKey: String)], in block: Int64,
    into pairs: inout [(Int64, Int64, DuplicateMatch.Rule)]
  ) throws(StoreError) {
    guard members.count > 1 else { return }
    let isCity = NameBlocks.isOfCity(block)
    let likeness = NameLikeness(allowsFewWords: !isCity)
    let isLarge = members.count > Sweep.largestBlock
    let members = isLarge ? members.sorted { $0.nameKey < $1.nameKey } : members
    let names = members.map { NameLikeness.Name($0.nameKey) }
    // Looked up only for those whose names are near.
    var known: [Int64: Signs] = [:]
    for (index, member) in members.enumerated() {
      let end = isLarge ? min(members.count, index + 1 + Sweep.neighbours) : members.count
      for other in (index + 1)..<end where likeness.areNear(names[index], names[other]) {
        guard let one = try signs(of: member.id, known: &known),
          let another = try signs(of: members[other].id, known: &known),
          !Sweep.areTold(one, another)
        else { continue }
        pairs.append((member.id, members[other].id, isCity ? .cityAndName : .domainAndName))
      }
    }
  }

  private static func areTold(_ one: Signs, _ other: Signs) -> Bool {
    if let cpf = one.cpf, let theirs = other.cpf, cpf != theirs { return true }
    if let date = one.birthDate, let theirs = other.birthDate, date != theirs { return true }
    return false
  }

  /// Takes out pairs of two CPFs, and says of one telephone whether the names are near as well.
  private mutating func tellApart() throws(StoreError) {
    let likeness = NameLikeness(allowsFewWords: true)
    for (pair, rule) in found where rule == .phone || rule == .email {
      guard let one = try signs(of: pair.first), let other = try signs(of: pair.second) else {
        continue
      }
      if let cpf = one.cpf, let theirs = other.cpf, cpf != theirs {
        found[pair] = nil
      } else if rule == .phone, likeness.areNear(one.nameKey, other.nameKey) {
        found[pair] = .phoneAndName
      }
    }
  }

  private func signs(
    of id: Int64, known: inout [Int64: Signs]
  ) throws(StoreError) -> Signs? {
    if let signs = known[id] { return signs }
    let signs = try signs(of: id)
    known[id] = signs
    return signs
  }

  private func signs(of id: Int64) throws(StoreError) -> Signs? {
    try database.row(
      "SELECT coalesce(name_key, ''), cpf, birth_date FROM contacts WHERE id = \(id)"
    ) { (row) throws(StoreError) in
      Signs(
        nameKey: try row.text(0), cpf: try row.optionalText(1), birthDate: try row.optionalText(2))
    }
  }
}
