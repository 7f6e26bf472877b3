import TestSupport

@testable import ContactsCore

/// People with one interaction each, on days from 21 November 2025 on.
struct AnonymisingDesk {
  let centre: Centre
  let ana: Actor
  private(set) var people: [UID] = []
  private(set) var interactions: [UID] = []

  init() async throws {
    centre = try await Centre(.system)
    ana = try await centre.arrive()
  }

  var book: ContactBook { centre.book }

  mutating func add(
    _ count: Int, in city: String?, reason: String? = "informacao",
    _ urgency: Urgency = .medium, daysAgo: Int = 0, prefix: String = "Maria"
  ) async throws {
    for _ in 0..<count {
      let number = people.count
      var fields = ContactFields.person(
        "\(prefix) Numero\(number)", phones: ["11 9\(7_000_000 + number * 37)"], city: city)
      fields.state = city == nil ? nil : .PE
      var row = Registration.new(
        fields, text: "relato \(number)", key: centre.surroundings.newUID())
      row.interaction?.reasonCode = reason
      row.interaction?.urgency = urgency
      row.interaction?.occurredAt = centre.clock.now.adding(
        milliseconds: -Int64(daysAgo) * 86_400_000)
      let receipt = try await book.register(row, as: ana)
      people.append(receipt.uid)
      if let interaction = receipt.interaction { interactions.append(interaction) }
    }
  }

  func leave(_ uid: UID, _ kind: RequestKind = .anonymisation) async throws -> Erasure {
    let asked = try await book.newRequest(
      NewRequest(kind: kind, contact: uid, identityCheck: "retorno"), as: ana)
    return try await book.erase(uid, request: asked.protocolNumber.description, as: ana)
  }

  func kept() throws -> [KeptStatistics.Entry] {
    let connection = try Connection(path: centre.folder.data.database, access: .reading)
    return try KeptStatistics(database: connection).all()
  }

  /// The combinations that fewer than five people share: there are none, ever.
  func rare() throws -> [KeptStatistics.Entry] {
    let connection = try Connection(path: centre.folder.data.database, access: .reading)
    let statistics = KeptStatistics(database: connection)
    return try statistics.all().filter { (entry) throws(StoreError) in
      try statistics.people(in: entry.cell) < StatisticsProof.threshold
    }
  }
}
