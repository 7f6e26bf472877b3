import ContactsCore
import Testing

@testable import TUI

@Suite("The first screen of each role")
struct FirstScreenTests {
  /// What the store would refuse, and so write down as refused.
  private func contactQuestions(_ driver: ScreenDriver) -> [AppEffect] {
    driver.effects.filter { effect in
      switch effect {
      case .search, .count, .read, .findDuplicates: true
      default: false
      }
    }
  }

  private func opened(_ roles: Set<Role>) -> ScreenDriver {
    var driver = ScreenDriver()
    driver.send(.started)
    driver.send(.opened(.invented(roles: roles)))
    return driver
  }

  @Test func `an admin opens on Painel, and asks nothing about anybody`() {
    var driver = opened([.admin])
    #expect(driver.model.screen.title == "Painel")
    #expect(driver.effects.contains { if case .panel(.look) = $0 { true } else { false } })
    driver.press(.function(5), .escape, .function(5), .tab, .down, .paste("11987654321"))
    driver.type("zzz")
    driver.send(.resized(Size(rows: 20, columns: 60)))
    #expect(contactQuestions(driver).isEmpty)
    #expect(!driver.effects.contains { if case .people(.refuse) = $0 { true } else { false } })
    driver.press(.character("4"))
    #expect(driver.model.screen.title == "Painel")
  }

  @Test func `a digit of a screen that the role may not use is refused and written down`() {
    for (key, permission) in [
      ("1", Permission.searchContacts), ("2", .workQueue), ("7", .readAudit),
    ] {
      var driver = opened([.admin])
      driver.forget()
      driver.type(key)
      #expect(driver.effects == [.people(.refuse(permission))])
      #expect(driver.model.screen.title == "Painel")
    }
  }

  @Test func `an admin leaves with q, and Contatos says why it is empty`() {
    var driver = opened([.admin])
    driver.press(.escape)
    #expect(driver.text.contains("Seu papel não vê contatos."))
    driver.press(.character("q"))
    #expect(driver.effects.last == .quit)
  }

  @Test(arguments: [
    Set([Role.attendant]), [.supervisor], [.dataProtectionOfficer], Set(Role.allCases),
  ])
  func `whoever may search opens on Contatos`(roles: Set<Role>) {
    let driver = opened(roles)
    #expect(driver.model.screen.title == "Contatos")
    #expect(contactQuestions(driver).count == 2)
  }
}
