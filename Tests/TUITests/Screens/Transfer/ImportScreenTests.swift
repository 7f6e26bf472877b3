import ContactsCore
import TestSupport
import Testing

@testable import TUI

extension People {
  /// A table whose second column is told by what it holds.
  static func glance(
    _ fields: [FieldKey?] = [.name, .phones, nil, .city], correctable: Bool = true
  ) -> ImportGlance {
    let headings = ["Nome completo", "Contato 2", "Obs. interna", "Município"]
    let samples = [
      ["Zulmira Prado", "João Prado"], ["(21) 98877-6655", "(11) 98765-4321"], ["x1", "x2"],
      ["Niterói", "São Paulo"],
    ]
    return ImportGlance(
      format: .csv,
      columns: fields.enumerated().map { index, field in
        ImportColumn(
          heading: Sensitive(headings[index]), field: field, isByContent: index == 1,
          samples: samples[index].map { Sensitive($0) })
      },
      isCorrectable: correctable, remark: "Tabela de 4 colunas. 12 KB.")
  }

  static var importTally: ImportTally {
    var tally = ImportTally()
    tally.accepted = 1198
    tally.refused = 1
    tally.duplicates = 2
    tally.lines = [
      ImportLine(
        place: ImportPlace(line: 3), isRefusal: true,
        sentence: Sensitive("CPF: os dígitos verificadores não conferem.")),
      ImportLine(
        place: ImportPlace(line: 12), isRefusal: false,
        sentence: Sensitive(
          "pode ser Conceição Araújo (mesmo telefone; traria: cidade; diferente: nome)")),
    ]
    return tally
  }
}

extension ScreenDriver {
  static func openImport(
    columns: Int = 80, rows: Int = 24, _ glance: ImportGlance? = People.glance()
  ) -> ScreenDriver {
    var driver = openTransfer(columns: columns, rows: rows)
    driver.press(.control("o"))
    if let glance {
      driver.type("contatos.csv")
      driver.press(.enter)
      driver.answerImport { .looked($0, .success(glance)) }
    }
    return driver
  }

  /// Answers the newest request that was asked of the importing half.
  mutating func answerImport(_ message: (RequestID) -> ImportMessage) {
    for case .imports(let effect) in effects.reversed() {
      guard let request = effect.request else { continue }
      send(.imports(message(request)))
      return
    }
  }

  fileprivate var askedOfImport: [ImportEffect] {
    effects.compactMap { if case .imports(let effect) = $0 { effect } else { nil } }
  }

  fileprivate var orders: [ImportOrder] {
    askedOfImport.compactMap { effect in
      switch effect {
      case .rehearse(let order, _), .run(let order, _): order
      case .complete, .look, .cancel: nil
      }
    }
  }
}

extension ImportEffect {
  fileprivate var request: RequestID? {
    switch self {
    case .complete(_, let request), .look(_, _, let request), .rehearse(_, let request),
      .run(_, let request):
      request
    case .cancel: nil
    }
  }
}

@Suite("Importar")
struct ImportScreenTests {
  @Test(arguments: GoldenScreensTests.sizes) func `pictures`(size: Size) {
    func check(_ name: String, _ driver: ScreenDriver) {
      expectGolden(driver.frame, named: "\(name).\(size.columns)x\(size.rows)")
    }
    check("importar-vazio", .openImport(columns: size.columns, rows: size.rows, nil))
    var driver = ScreenDriver.openImport(columns: size.columns, rows: size.rows)
    check("importar", driver)
    for _ in 0..<6 { driver.press(.down) }
    driver.press(.function(4))
    check("importar-campo", driver)
    driver.press(.escape)
    driver.press(.right)
    check("importar-conflito", driver)
    driver.press(.left, .function(5))
    driver.answerImport { .progressed($0, rows: 480, percent: 40) }
    check("importando", driver)
    driver.answerImport { .ended($0, .done(People.importTally)) }
    driver.press(.down)
    check("importar-linhas", driver)
    driver.press(.escape)
    check("importar-ensaiado", driver)
    driver.press(.function(2))
    driver.answerImport {
      var tally = People.importTally
      tally.refusedPath = "/home/bia/contatos-recusadas.csv"
      tally.queued = 7
      return .ended($0, .done(tally))
    }
    check("importado", driver)
  }

  @Test func `Ctrl-O passes from exporting to importing and back, for who may`() {
    var driver = ScreenDriver.openImport(nil)
    #expect(driver.text.contains("Importar"))
    #expect(driver.model.place == .importer)
    driver.press(.control("o"))
    #expect(driver.model.place == .transfer)
    var other = ScreenDriver.openTransfer(roles: [.dataProtectionOfficer])
    other.press(.control("o"))
    #expect(other.model.place == .transfer)
    #expect(other.effects.contains(.people(.refuse(.importContacts))))
  }

  @Test func `a column is given another field, and what is imported goes by it`() {
    var driver = ScreenDriver.openImport()
    for _ in 0..<6 { driver.press(.down) }
    driver.press(.function(4))
    driver.type("observ")
    driver.press(.enter)
    driver.press(.function(2))
    let fields = driver.orders.first?.columns.map(\.field)
    #expect(fields == [.name, .phones, .notes, .city])
    #expect(driver.orders.first?.path == "~/contatos.csv")
    #expect(driver.askedOfImport.contains { if case .run = $0 { true } else { false } })
  }

  @Test func `two columns of one field are not imported`() {
    var driver = ScreenDriver.openImport(People.glance([.name, .phones, .name, nil]))
    #expect(driver.text.contains("As colunas 1 e 3 são Nome"))
    driver.press(.function(2))
    #expect(driver.orders.isEmpty)
    #expect(driver.status.contains("As colunas 1 e 3"))
    // The second of them has the focus now.
    driver.press(.left)
    driver.press(.function(2))
    #expect(driver.orders.count == 1)
  }

  @Test func `a file with no known column asks for one`() {
    var driver = ScreenDriver.openImport(People.glance([nil, nil, nil, nil]))
    driver.press(.function(5))
    #expect(driver.orders.isEmpty)
    #expect(driver.status.contains("ao menos uma coluna"))
  }

  @Test func `a rehearsal shows the lines, and saves nothing`() {
    var driver = ScreenDriver.openImport()
    driver.press(.function(5))
    #expect(
      driver.askedOfImport.last.map { if case .rehearse = $0 { true } else { false } } == true)
    driver.answerImport { .ended($0, .done(People.importTally)) }
    #expect(driver.text.contains("Linha 3: ! recusada"))
    driver.press(.down)
    #expect(driver.text.contains("traria: cidade;"))
    #expect(driver.text.contains("diferente: nome)"))
    driver.press(.enter)
    #expect(driver.text.contains("1.198 linhas podem entrar, 1 recusada"))
    driver.press(.function(7))
    #expect(driver.text.contains("Linhas do arquivo"))
    driver.press(.escape)
    // Another field: what was rehearsed no longer holds.
    for _ in 0..<6 { driver.press(.down) }
    driver.press(.right, .function(7))
    #expect(driver.status.contains("Ainda não há linhas"))
  }

  @Test(arguments: [Key.escape, .control("c")])
  func `an import is interrupted once, and goes on later`(key: Key) {
    var driver = ScreenDriver.openImport()
    driver.press(.function(2), .function(2))
    #expect(driver.orders.count == 1)
    driver.press(key, key)
    #expect(driver.askedOfImport.filter { $0 == .cancel }.count == 1)
    driver.answerImport { .ended($0, .cancelled(People.importTally)) }
    #expect(driver.status.contains("continua de onde parou"))
    driver.press(.function(2))
    #expect(driver.orders.count == 2)
  }

  @Test func `it goes on behind another screen, and is told there without a box`() {
    var driver = ScreenDriver.openImport()
    driver.press(.function(2), .function(3))
    #expect(driver.model.screen.title == "Contatos")
    driver.answerImport { .ended($0, .done(People.importTally)) }
    #expect(driver.model.dialogs.isEmpty)
    #expect(driver.status == "Importação pronta.")
  }

  @Test func `what was imported already is said, and goes in again only when askedOfImport`() {
    var driver = ScreenDriver.openImport()
    driver.press(.function(2))
    #expect(driver.orders.last?.isAgain == false)
    driver.answerImport { .ended($0, .already(People.now)) }
    #expect(driver.status.contains("já foi importado inteiro em 21/11/2026"))
    // The row that lets it in again has the focus.
    #expect(driver.text.contains("Com De novo: sim, F2 o importa outra vez."))
    driver.press(.right, .function(2))
    #expect(driver.orders.last?.isAgain == true)
  }

  @Test func `a path is completed from what is there`() {
    var driver = ScreenDriver.openImport(nil)
    driver.type("cont")
    driver.press(.function(4))
    #expect(
      driver.askedOfImport.last.map { if case .complete("~/cont", _) = $0 { true } else { false } }
        == true)
    driver.answerImport { .completed($0, ["~/contas/", "~/contatos.csv"]) }
    driver.press(.down, .enter)
    #expect(
      driver.askedOfImport.last.map {
        if case .look("~/contatos.csv", nil, _) = $0 { true } else { false }
      }
        == true)
    driver.press(.control("u"), .function(4))
    driver.answerImport { .completed($0, []) }
    #expect(driver.status.contains("Nada a importar começa assim"))
  }

  @Test func `a file that cannot be read is said, and an older answer is dropped`() {
    var driver = ScreenDriver.openImport(nil)
    driver.type("a.csv")
    driver.press(.enter)
    let first = driver.askedOfImport.last?.request
    driver.press(.up)
    driver.type("x")
    if let first { driver.send(.imports(.looked(first, .success(People.glance())))) }
    #expect(!driver.text.contains("Nome completo"))
    driver.press(.enter)
    driver.answerImport { .looked($0, .failure(.invalid(["O arquivo está vazio."]))) }
    #expect(driver.text.contains("! O arquivo está vazio."))
    driver.press(.function(2))
    #expect(driver.orders.isEmpty)
  }
}
