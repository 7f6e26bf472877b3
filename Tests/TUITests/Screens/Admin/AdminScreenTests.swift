import ContactsCore
import TestSupport
import Testing

@testable import TUI

extension People {
  static func user(
    _ login: String, _ roles: Set<Role>, isActive: Bool = true, hasPassword: Bool = false,
    lastSignIn: Timestamp? = nil
  ) -> User {
    User(
      login: login, roles: roles, isActive: isActive, systemUserID: hasPassword ? nil : 1001,
      hasPassword: hasPassword, createdAt: now, lastSignIn: lastSignIn)
  }

  static let warnings = [
    CentreWarning(
      code: .disk, message: "Restam 7% do disco da pasta de dados.", count: 2, first: now,
      last: now, endedAt: nil, seenBy: nil, seenAt: nil),
    CentreWarning(
      code: .callbacks, message: "3 retornos passaram da hora há mais de meia hora.", count: 1,
      first: now, last: now, endedAt: nil, seenBy: "bia", seenAt: now),
    CentreWarning(
      code: .backup, message: "A última cópia de segurança tem 3 dias.", count: 1, first: now,
      last: now, endedAt: now, seenBy: nil, seenAt: nil),
  ]

  static var administered: AdminGlance {
    var settings = Settings()
    settings[.organization] = "Central Acolher"
    settings[.areaCode] = "21"
    var glance = AdminGlance(
      settings: settings,
      users: [
        user("ana", Set(Role.allCases), lastSignIn: now),
        user("bia", [.attendant, .supervisor], hasPassword: true),
        user("caio", [.attendant], isActive: false),
      ],
      catalogues: [
        .reasons: [
          CatalogueEntry(
            code: "apoio_emocional", name: "Apoio emocional", cues: ["desabafar", "ansios*"]),
          CatalogueEntry(code: "saude", name: "Saúde", cues: ["remédio"]),
          CatalogueEntry(code: "idoso", name: "Pessoa idosa", isActive: false),
        ],
        .outcomes: [CatalogueEntry(code: "orientacao", name: "Orientação dada")],
        .referrals: [
          CatalogueEntry(
            code: "cvv", name: "CVV", number: "188", occasion: "Fala em morrer. Gratuito, 24 horas."
          )
        ],
      ])
    glance.warnings = warnings
    return glance
  }
}

extension ScreenDriver {
  static func openAdmin(
    columns: Int = 80, rows: Int = 24, roles: Set<Role> = [.admin, .supervisor],
    entry: SignInMode = .system
  ) -> ScreenDriver {
    var driver = open(columns: columns, rows: rows, roles: roles, entry: entry)
    driver.press(.escape, .character("8"))
    driver.answerAdmin()
    return driver
  }

  mutating func answerAdmin(_ result: Result<AdminGlance, Failure> = .success(People.administered))
  {
    for case .admin(.look(let request)) in effects.reversed() {
      send(.admin(.looked(request, result)))
      return
    }
  }

  /// Answers the newest change.
  mutating func answerAdminChange(_ result: Result<Bool, Failure>) {
    for case .admin(let effect) in effects.reversed() {
      switch effect {
      case .look, .watch, .acknowledge: continue
      case .set(_, _, let request), .add(_, let request), .change(_, let request),
        .keep(_, _, _, let request):
        send(.admin(.changed(request, result)))
        return
      }
    }
  }

  /// Moves to a setting.
  fileprivate mutating func choose(_ key: SettingKey) {
    let index = SettingKey.allCases.firstIndex(of: key) ?? 0
    for _ in 0..<index { press(.down) }
  }

  fileprivate var changes: [AdminEffect] {
    effects.compactMap { effect in
      if case .admin(let effect) = effect, effect.changesTheStore { effect } else { nil }
    }
  }
}

@Suite("Administração")
struct AdminScreenTests {
  @Test(arguments: GoldenScreensTests.sizes) func `pictures`(size: Size) {
    func check(_ name: String, _ driver: ScreenDriver) {
      expectGolden(driver.frame, named: "\(name).\(size.columns)x\(size.rows)")
    }
    func opened(_ entry: SignInMode = .system) -> ScreenDriver {
      .openAdmin(columns: size.columns, rows: size.rows, entry: entry)
    }
    var settings = opened()
    settings.choose(.areaCode)
    check("administracao", settings)
    settings.press(.enter)
    check("administracao-ajuste", settings)
    var people = opened()
    people.press(.tab, .down)
    check("administracao-pessoas", people)
    people.press(.enter)
    check("administracao-pessoa", people)
    var added = opened(.password)
    added.press(.character("a"))
    added.type("davi")
    check("administracao-pessoa-nova", added)
    var catalogue = opened()
    catalogue.press(.tab, .tab, .down)
    check("administracao-motivos", catalogue)
    catalogue.press(.enter)
    check("administracao-motivo", catalogue)
    var referrals = opened()
    referrals.press(.tab, .tab, .tab, .tab, .enter)
    check("administracao-encaminhamento", referrals)
    var warnings = opened()
    warnings.press(.tab, .tab, .tab, .tab, .tab)
    check("administracao-avisos", warnings)
  }

  @Test func `8 opens it for an admin, and says no to anybody else`() {
    let admin = ScreenDriver.openAdmin()
    #expect(admin.model.screen.title == "Administração")
    #expect(admin.text.contains("centro.nome"))
    let attendant = ScreenDriver.openAdmin(roles: [.attendant])
    #expect(attendant.model.screen.title == "Contatos")
    #expect(attendant.effects.contains(.people(.refuse(.readWarnings))))
  }

  @Test func `a supervisor sees the catalogues alone, and what changes is offered at once`() {
    var driver = ScreenDriver.openAdmin(roles: [.supervisor])
    #expect(!driver.text.contains("Configurações"))
    #expect(!driver.text.contains("Encaminhamentos"))
    #expect(driver.text.contains("[Motivos]"))
    #expect(driver.model.desk.session.reasons.map(\.code) == ["apoio_emocional", "saude"])
    driver.press(.character("a"))
    driver.type("Moradia")
    driver.press(.down)
    driver.type("despejo, aluguel")
    driver.press(.down, .control("u"))
    driver.type("x")
    driver.press(.function(2))
    #expect(driver.text.contains("O lugar é um número"))
    driver.press(.control("u"), .character("1"), .function(2))
    guard case .keep(let entry, at: 1, in: .reasons, _)? = driver.changes.first else {
      Issue.record("\(driver.changes)")
      return
    }
    #expect(entry == CatalogueEntry(name: "Moradia", cues: ["despejo", "aluguel"]))
    driver.answerAdminChange(.failure(.invalid(["Já há outro com esse nome."])))
    #expect(driver.text.contains("Já há outro com esse nome"))
    driver.press(.function(2))
    driver.answerAdminChange(.success(true))
    #expect(driver.status == "Motivos: Moradia já é oferecido.")
  }

  @Test func `a warning is counted in the title bar until somebody takes care of it`() {
    var driver = ScreenDriver.openAdmin(roles: [.dataProtectionOfficer])
    #expect(driver.text.contains("[Avisos]"))
    #expect(!driver.text.contains("Motivos"))
    #expect(driver.text.contains("! 1 da central"))
    #expect(driver.text.contains("Restam 7%"))
    driver.press(.enter)
    #expect(driver.changes.contains { if case .acknowledge(.disk, _) = $0 { true } else { false } })
    driver.send(.admin(.acknowledged(.disk, .success(true))))
    #expect(driver.status.contains("você cuida"))
    driver.answerAdmin()
    driver.press(.down, .enter)
    #expect(driver.status == "bia já cuida deste aviso.")
    driver.press(.down, .enter)
    #expect(driver.status == "Este aviso já passou.")
    driver.send(.admin(.watched(0)))
    #expect(!driver.text.contains("da central"))
  }

  @Test func `a line is retired, and what is the same is not sent`() {
    var driver = ScreenDriver.openAdmin(roles: [.supervisor])
    driver.press(.down, .enter, .function(2))
    #expect(driver.changes.isEmpty)
    driver.press(.enter, .up, .character(" "), .function(2))
    guard case .keep(let entry, at: 2, in: .reasons, _)? = driver.changes.first else {
      Issue.record("\(driver.changes)")
      return
    }
    #expect(entry.code == "saude")
    #expect(!entry.isActive)
  }

  @Test func `an admin sees the referrals, and not the reasons`() {
    let driver = ScreenDriver.openAdmin(roles: [.admin])
    #expect(driver.text.contains("Encaminhamentos"))
    #expect(!driver.text.contains("Motivos"))
  }

  @Test func `what lets texts leave the machine is changed with a warning`() {
    var driver = ScreenDriver.openAdmin()
    driver.choose(.modelNetwork)
    driver.press(.enter, .right, .enter)
    driver.answerAdminChange(.success(true))
    #expect(
      driver.status == "modelo.rede_privada mudou: textos podem sair da máquina (LGPD, art. 33).")
  }

  @Test func `a setting is changed in place, within its bounds, and read anew`() {
    var driver = ScreenDriver.openAdmin()
    driver.choose(.areaCode)
    driver.press(.enter, .control("u"))
    driver.type("00")
    driver.press(.enter)
    #expect(driver.text.contains("Um DDD que exista"))
    #expect(driver.changes.isEmpty)
    driver.press(.control("u"))
    driver.type("31")
    driver.press(.enter)
    guard case .set(.areaCode, "31", _)? = driver.changes.first else {
      Issue.record("\(driver.changes)")
      return
    }
    driver.press(.enter)
    #expect(driver.changes.count == 1)
    driver.answerAdminChange(.success(true))
    #expect(driver.status == "telefone.ddd mudou.")
    #expect(driver.effects.filter { if case .admin(.look) = $0 { true } else { false } }.count == 2)
  }

  @Test func `a choice goes around, F8 brings the standard, and what is the same is not sent`() {
    var driver = ScreenDriver.openAdmin()
    driver.press(.down, .enter)
    #expect(driver.text.contains("‹ producao ›"))
    driver.press(.right)
    #expect(driver.text.contains("‹ teste ›"))
    driver.press(.function(8), .enter)
    #expect(driver.model.dialogs.isEmpty)
    #expect(driver.changes.isEmpty)
  }

  @Test func `a refusal stays in the box with what was typed`() {
    var driver = ScreenDriver.openAdmin()
    driver.press(.enter)
    driver.type(" 2")
    driver.press(.enter)
    driver.answerAdminChange(.failure(.diskFull))
    #expect(driver.text.contains("Disco cheio"))
    #expect(driver.text.contains("Central Acolher 2"))
  }

  @Test func `roles, the door and a password of somebody are changed together`() {
    var driver = ScreenDriver.openAdmin()
    driver.press(.tab, .down, .enter)
    #expect(driver.text.contains("Pessoa: bia"))
    driver.press(.character(" "), .down, .down, .character(" "), .down, .down, .character(" "))
    driver.press(.down)
    driver.type("uma senha provisória")
    driver.press(.down)
    driver.type("outra senha")
    driver.press(.function(2))
    #expect(driver.text.contains("não são iguais"))
    driver.type("uma senha provisória")
    driver.press(.down)
    driver.type("uma senha provisória")
    #expect(!driver.text.contains("uma senha"))
    driver.press(.function(2))
    guard case .change(let change, _)? = driver.changes.first else {
      Issue.record("\(driver.changes)")
      return
    }
    #expect(change.login == "bia")
    #expect(change.adding == [.dataProtectionOfficer])
    #expect(change.removing == [.attendant])
    #expect(change.isActive == false)
    #expect(change.password?.matches(Password("uma senha provisória")) == true)
    driver.answerAdminChange(.failure(.invalid(["A última pessoa admin não perde o papel."])))
    #expect(driver.text.contains("última pessoa admin"))
  }

  @Test func `somebody new comes in by the account of the machine, or by a password`() {
    var driver = ScreenDriver.openAdmin()
    driver.press(.character("a"))
    driver.press(.function(2))
    #expect(driver.text.contains("Diga o nome de entrada"))
    driver.type("Davi")
    driver.press(.function(2))
    guard case .add(let entry, _)? = driver.changes.first else {
      Issue.record("\(driver.changes)")
      return
    }
    #expect(
      entry == PersonEntry(login: "davi", roles: [.attendant], account: "davi", password: nil))
    driver.answerAdminChange(.success(true))
    #expect(driver.status == "davi já pode entrar.")
    var byPassword = ScreenDriver.openAdmin(entry: .password)
    byPassword.press(.character("a"))
    byPassword.type("davi")
    byPassword.press(.function(2))
    #expect(byPassword.text.contains("senha provisória"))
    #expect(byPassword.changes.isEmpty)
  }
}
