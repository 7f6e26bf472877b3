import ContactsCore

@testable import TUI

extension ScreenDriver {
  /// A desk whose keys somebody has chosen.
  static func withKeys(
    _ own: KeyProfile? = nil, centre: KeyProfile = .standard, file: String? = nil,
    reachable: Set<Int> = Set(1...12), roles: Set<Role> = [.attendant], columns: Int = 80,
    rows: Int = 24
  ) -> ScreenDriver {
    var driver = ScreenDriver(columns: columns, rows: rows)
    driver.model = AppModel(
      size: Size(rows: rows, columns: columns),
      keys: KeyPreferences(
        profile: own?.rawValue, text: file, path: "~/.config/atende/teclas.conf",
        reachable: reachable))
    var opening = Opening.invented(roles: roles)
    opening.keyProfile = centre
    driver.arrive(opening)
    return driver
  }

  /// The line of keys.
  var keyLine: String { frame.text(row: frame.size.rows - 1) }
}
