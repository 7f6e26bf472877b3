/// What only a program that holds this centre's store can write at the end of a line of the ledger.
///
/// A keyed digest, under a secret that a store has from its first day: an older copy of the store can check what was sealed
/// since, whatever keys for signing were changed in between.
struct LedgerSeal {
  private let key: [UInt8]
  /// Whether lines without a seal are taken, as versions before this one wrote them: once the store has been opened, none
  /// is that it does not know.
  private let takesUnsealed: Bool

  private static let total = "ledger_unsealed"

  init(of database: any Database) throws(StoreError) {
    let secret = try SettingTable(database: database).secret(SettingTable.searchKey)
    key = KeyedHash.authenticate(Array("atende: livro de eliminações".utf8), key: secret)
    // A copy that is older than seals has no such number.
    takesUnsealed =
      try database.row("SELECT value FROM totals WHERE name = \(LedgerSeal.total)") {
        (row) throws(StoreError) in try row.integer(0)
      } ?? -1 < 0
  }

  /// Of a line whose hash stands.
  func mark(_ line: ErasureLedger.Line) -> String {
    KeyedHash.authenticate(Array("linha \(line.hash)".utf8), key: key).hexadecimal
  }

  /// Looks for a line that this centre did not write.
  ///
  /// - Parameters:
  ///   - lines: As the file has them, chained already.
  ///   - known: Those that the store itself has.
  /// - Throws: `.ledgerDamaged` with the number of the first.
  func check(
    _ lines: [ErasureLedger.Line], known: [ErasureLedger.Line]
  ) throws(StoreError) {
    var sealed = known.contains { !$0.seal.isEmpty }
    for line in lines {
      if line.seal.isEmpty {
        // Nobody takes the seal off a line, nor writes without one after the first that has it.
        let isOld = takesUnsealed && !sealed
        guard isOld || known.contains(line) else {
          throw StoreError(.ledgerDamaged(line: line.seq))
        }
      } else {
        guard line.seal == mark(line) else { throw StoreError(.ledgerDamaged(line: line.seq)) }
        sealed = true
      }
    }
  }

  /// From now on no line without a seal is taken that the store does not have.
  static func settle(_ database: any Database) throws(StoreError) {
    try database.execute(
      """
      UPDATE totals SET value = (SELECT count(*) FROM erasure_ledger)
      WHERE name = \(LedgerSeal.total) AND value < 0
      """)
  }

  static func isUnsettled(_ database: any Database) throws(StoreError) -> Bool {
    try database.number(
      "SELECT EXISTS (SELECT 1 FROM totals WHERE name = \(LedgerSeal.total) AND value < 0)") != 0
  }
}
