/// Masks texts with what the store holds besides what every text is searched for.
///
/// It asks the indexes that searching and finding duplicates use: there is no second copy of anybody, nothing to keep up to
/// date, and who was erased is unknown at once. Answers are remembered while it lives, since texts repeat their words.
public final class KnownValues: Sendable {
  private let reader: Reader
  private let masker: Masker
  private let memory = Guarded(Memory())

  init(reader: Reader, masker: Masker) {
    self.reader = reader
    self.masker = masker
  }

  /// Masks texts, all or none: when the store cannot be asked, none is given back.
  public func mask(_ texts: [String]) async throws(StoreError) -> [MaskedText] {
    let masker = masker
    return try await reader.read { (database) throws(StoreError) in
      try self.memory.withLock { (memory: inout Memory) throws(StoreError) -> [MaskedText] in
        // Taken and given back, so that it is not copied; what is lost by an error is only asked again.
        let lookup = Lookup(database: database, memory: memory)
        memory = Memory()
        var masked: [MaskedText] = []
        masked.reserveCapacity(texts.count)
        for text in texts { masked.append(try masker.mask(text, known: lookup)) }
        memory = lookup.memory
        return masked
      }
    }
  }

  struct Memory: Sendable {
    var names: [String: KnownName] = [:]
    var numbers: [String: Bool] = [:]

    /// Answers that are kept: the words of a language fit, and a hostile text cannot fill the memory.
    static let most = 50_000
  }

  /// The questions of one read transaction.
  final class Lookup: KnownValueSource {
    let database: any Database
    fileprivate(set) var memory: Memory

    init(database: any Database, memory: Memory = Memory()) {
      self.database = database
      self.memory = memory
    }

    func name(_ key: String) throws(StoreError) -> KnownName {
      if let known = memory.names[key] { return known }
      let answer =
        try database.row(database.dialect.namesBeginning(with: key)) { (row) throws(StoreError) in
          KnownName(isWhole: try row.integer(0) != 0, isBeginning: try row.integer(1) != 0)
        } ?? KnownName(isWhole: false, isBeginning: false)
      if memory.names.count >= Memory.most { memory.names = [:] }
      memory.names[key] = answer
      return answer
    }

    func hasSocialName(_ words: [String]) throws(StoreError) -> Bool {
      guard let query = IndexQuery(words: words, digitGroups: []) else { return false }
      let holding = database.dialect.contactsHolding(query)
      let wanted = words.joined(separator: " ")
      return try database.rows(
        """
        SELECT c.social_name FROM \(holding.source)
        WHERE \(holding.condition) AND c.social_name IS NOT NULL LIMIT 50
        """
      ) { (row) throws(StoreError) in nameKey(try row.text(0)) == wanted }.contains(true)
    }

    func hasNumber(_ digits: String) throws(StoreError) -> Bool {
      if let known = memory.numbers[digits] { return known }
      var answer = try isPhone(digits)
      if !answer { answer = try isCPF(digits) }
      if memory.numbers.count >= Memory.most { memory.numbers = [:] }
      memory.numbers[digits] = answer
      return answer
    }

    private func isPhone(_ digits: String) throws(StoreError) -> Bool {
      guard let written = PhoneNumber(digits, areaCode: nil)?.digits, written.count >= 8 else {
        return false
      }
      return try database.rows(
        "SELECT digits FROM contact_phones WHERE tail = \(String(written.suffix(8)))"
      ) { (row) throws(StoreError) in
        let stored = try row.text(0)
        return stored.hasSuffix(written) || written.hasSuffix(stored)
      }.contains(true)
    }

    private func isCPF(_ digits: String) throws(StoreError) -> Bool {
      guard digits.count == 11 else { return false }
      return try database.number("SELECT EXISTS (SELECT 1 FROM contacts WHERE cpf = \(digits))")
        != 0
    }
  }
}

extension ContactBook {
  /// Masking that also covers what the store holds.
  ///
  /// Whether a name is in the store may itself be told by what is covered: it takes the permission to search, and its use is
  /// one SEARCH entry, written before anything is masked.
  public func knownValues(
    for masker: Masker, as actor: Actor
  ) async throws(StoreError) -> KnownValues {
    let event = AuditTrail.Event(action: .search, entity: .search, reason: "mascaramento")
    try await writing(.searchContacts, event, as: actor) { (work) throws(StoreError) in
      try work.audit(event)
    }
    return KnownValues(reader: reader, masker: masker)
  }
}
