import ContactsCore
import TestSupport
import Testing

@testable import TUI

@Suite("Pictures of the screens of people and audit")
struct PeopleGoldenTests {
  private func check(
    _ driver: ScreenDriver, _ name: String, location: SourceLocation = #_sourceLocation
  ) {
    let size = driver.frame.size
    expectGolden(
      driver.frame, named: "\(name).\(size.columns)x\(size.rows)", sourceLocation: location)
  }

  private func door(_ size: Size) -> ScreenDriver {
    .atTheDoor(columns: size.columns, rows: size.rows)
  }

  private func desk(_ size: Size, roles: Set<Role> = [.attendant]) -> ScreenDriver {
    .open(columns: size.columns, rows: size.rows, roles: roles, hasPassword: true)
  }

  @Test(arguments: GoldenScreensTests.sizes) func `signing in`(size: Size) {
    var driver = door(size)
    driver.type("bia")
    driver.press(.enter)
    driver.type("quatro palavras")
    check(driver, "entrada")
  }

  @Test(arguments: GoldenScreensTests.sizes) func `a name that is closed for a while`(size: Size) {
    var driver = door(size)
    driver.signIn("bia", "errada errada")
    driver.refuseSignIn(until: People.now.adding(milliseconds: 30_000))
    check(driver, "entrada-espera")
  }

  @Test(arguments: GoldenScreensTests.sizes) func `a new password`(size: Size) {
    var driver = door(size)
    driver.signIn("bia", "dada dada dada")
    driver.send(.people(.passwordChangeAsked(driver.lastSignIn, at: People.now)))
    check(driver, "senha-nova")
  }

  @Test(arguments: GoldenScreensTests.sizes) func `the locked screen`(size: Size) {
    var driver = desk(size)
    driver.fillForm()
    driver.press(.control("x"))
    driver.answerDrafts()
    check(driver, "bloqueada")
  }

  @Test(arguments: GoldenScreensTests.sizes) func `locked, with no way back`(size: Size) {
    var driver = ScreenDriver.open(columns: size.columns, rows: size.rows)
    driver.press(.control("x"))
    check(driver, "bloqueada-sem-senha")
  }

  @Test(arguments: GoldenScreensTests.sizes) func `the audit`(size: Size) {
    var driver = ScreenDriver.atTheAudit(columns: size.columns, rows: size.rows)
    driver.press(.down)
    check(driver, "auditoria")
  }

  @Test(arguments: GoldenScreensTests.sizes) func `the audit being checked`(size: Size) {
    var driver = ScreenDriver.atTheAudit(columns: size.columns, rows: size.rows)
    driver.press(.character("c"))
    for case .audit(.verify(let request)) in driver.effects {
      driver.send(.audit(.verifying(request, done: 260, of: 412)))
    }
    check(driver, "auditoria-conferindo")
  }

  @Test(arguments: GoldenScreensTests.sizes) func `an entry of the audit`(size: Size) {
    var driver = ScreenDriver.atTheAudit(columns: size.columns, rows: size.rows)
    driver.press(.down, .enter)
    check(driver, "auditoria-registro")
  }

  @Test(arguments: GoldenScreensTests.sizes) func `the filter of the audit`(size: Size) {
    var driver = ScreenDriver.atTheAudit(columns: size.columns, rows: size.rows)
    driver.press(.function(4))
    driver.type("bia")
    driver.press(.tab, .right)
    check(driver, "auditoria-filtro")
  }

  @Test(arguments: GoldenScreensTests.sizes) func `a checkpoint of the audit`(size: Size) {
    var driver = ScreenDriver.atTheAudit(columns: size.columns, rows: size.rows)
    driver.press(.character("p"))
    for case .audit(.checkpoint(let request)) in driver.effects {
      let glance = CheckpointGlance(
        seq: 412, time: People.now, root: Array(repeating: 0x1e, count: 32),
        publicKey: Array(repeating: 0xa1, count: 32))
      driver.send(.audit(.checkpointed(request, .success(glance))))
    }
    check(driver, "auditoria-ponto")
  }

  @Test(arguments: GoldenScreensTests.sizes) func `a record closed to who looks`(size: Size) {
    var driver = desk(size)
    driver.openClosedRecord()
    check(driver, "ficha-restrita")
  }

  @Test(arguments: GoldenScreensTests.sizes) func `breaking the glass`(size: Size) {
    var driver = desk(size)
    driver.openClosedRecord()
    driver.press(.enter)
    driver.type("Ligou agora e corre perigo.")
    check(driver, "quebra-de-vidro")
  }

  @Test(arguments: GoldenScreensTests.sizes) func `a restricted record, opened`(size: Size) {
    var driver = desk(size, roles: [.supervisor])
    driver.press(.enter)
    for case .read(_, _, let request) in driver.effects {
      driver.send(.read(request, .success(People.restrictedRecord)))
    }
    check(driver, "ficha-restrita-aberta")
    driver.press(.character("s"))
    check(driver, "restringir")
  }

  @Test(arguments: GoldenScreensTests.sizes) func `a record whose guardian may be the aggressor`(
    size: Size
  ) {
    var driver = desk(size)
    driver.press(.enter)
    for case .read(_, _, let request) in driver.effects {
      driver.send(.read(request, .success(People.cautioned(true))))
    }
    check(driver, "ficha-responsavel")
    // Every word of it: the end says what not to do.
    let text = driver.text
    for word in GuardianCaution.warning.split(separator: " ") {
      #expect(text.contains(word), "\(word)")
    }
    driver.press(.character("p"))
    check(driver, "responsavel")
  }

  @Test(arguments: GoldenScreensTests.sizes) func `notices to the encarregado`(size: Size) {
    var driver = desk(size, roles: [.dataProtectionOfficer])
    driver.press(.escape, .character("i"))
    for case .people(.loadNotices(let request)) in driver.effects {
      driver.send(
        .people(
          .noticesLoaded(
            request,
            .success([
              People.notice(1, .breakGlass, by: "bia"), People.notice(2, .restricted, by: "carla"),
            ]))))
    }
    check(driver, "avisos")
  }
}
