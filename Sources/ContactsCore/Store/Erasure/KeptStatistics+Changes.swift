/// People who are registered move, are corrected, had come for something else after all, and become one record: what is kept of
/// others who went is then shared by fewer.
///
/// The audit has no entry of it: beside that of the change it would tell what somebody who went had in common with a person
/// whom the change is about.
extension KeptStatistics {
  /// What some people shared before a change.
  struct Shared {
    fileprivate let contacts: [Int64]
    /// How many of them each combination fits; empty where nothing is kept that a change could make rare.
    fileprivate let counts: [Cell: Int]
  }

  func shared(by contacts: [Int64]) throws(StoreError) -> Shared {
    try isEmpty() ? Shared(contacts: [], counts: [:]) : count(contacts)
  }

  /// Of the person whose interaction it is.
  func shared(byPersonOf interaction: Int64) throws(StoreError) -> Shared {
    guard try !isEmpty() else { return Shared(contacts: [], counts: [:]) }
    return try count(
      try database.rows("SELECT contact_id FROM interactions WHERE id = \(interaction)") {
        (row) throws(StoreError) in try row.integer(0)
      })
  }

  /// Called after the change, in its transaction: combinations that fewer share than before become more general, or go.
  ///
  /// Whoever is `added` has rows of theirs now.
  func uphold(since before: Shared, with added: Int64? = nil) throws(StoreError) {
    guard !before.counts.isEmpty else { return }
    let after = try count(before.contacts + (added.map { [$0] } ?? [])).counts
    let fewer = before.counts.filter { after[$0.key, default: 0] < $0.value }
    if !fewer.isEmpty { _ = try uphold(Set(fewer.keys)) }
  }

  private func isEmpty() throws(StoreError) -> Bool {
    try database.number("SELECT EXISTS (SELECT 1 FROM kept_statistics)") == 0
  }

  private func count(_ contacts: [Int64]) throws(StoreError) -> Shared {
    var counts: [Cell: Int] = [:]
    for contact in contacts {
      for cell in Set(try facts(of: contact).keys.flatMap(\.ladder)) {
        counts[cell, default: 0] += 1
      }
    }
    return Shared(contacts: contacts, counts: counts)
  }
}
