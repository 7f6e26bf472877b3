internal import Glibc

/// The folders of safe copies: the ledger also stands beside each, for they may be put back without this data folder.
struct LedgerShelves {
  let database: any Database
  let folder: DataFolder
  let surroundings: Surroundings

  /// No setting of anybody's: where copies were made, one path a line.
  private static let name = "interno.pastas_de_copias"

  /// Brings the ledger up to date wherever copies were made and the folder can be reached now.
  ///
  /// What fails, fails quietly: it was erased all the same, and the next safe copy brings the ledger along.
  func bringUp() {
    let own = ErasureLedger(path: folder.ledger)
    for path in known() where DataFolder.isThere(path) {
      do throws(StoreError) {
        try own.copy(to: path, number: surroundings.randomBytes(8))
      } catch {
        continue
      }
    }
  }

  /// Remembers a folder in which a copy was made.
  func remember(_ path: String, at now: Timestamp) throws(StoreError) {
    var paths = try remembered()
    let path = LedgerShelves.absolute(path)
    guard !paths.contains(path) else { return }
    paths.append(path)
    try database.execute(
      """
      INSERT INTO settings (name, value, updated_at, updated_by)
      VALUES (\(LedgerShelves.name), \(paths.joined(separator: "\n")), \(now), \("atende"))
      ON CONFLICT (name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
      """)
  }

  private func remembered() throws(StoreError) -> [String] {
    let text = try database.row("SELECT value FROM settings WHERE name = \(LedgerShelves.name)") {
      (row) throws(StoreError) in try row.text(0)
    }
    return (text ?? "").split(separator: "\n").map(String.init)
  }

  private func known() -> [String] {
    do throws(StoreError) {
      let set = try SettingTable(database: database).all()[.backupFolder]
      return Set(try remembered() + [set.isEmpty ? folder.backups : set]).sorted()
    } catch {
      return [folder.backups]
    }
  }

  private static func absolute(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}
