import ContactsCore
import TestSupport
import Testing

@testable import TUI

extension People {
  static let exported = ExportCounts(contacts: 1204, interactions: 3210, closed: 2)

  static func preview(
    _ fourEyes: FourEyes = .withinLimit(2000), approvers: [String] = []
  ) -> ExportPreview {
    ExportPreview(
      counts: exported,
      subject: Approval.Subject(kind: .export, scope: "xlsx", summary: "tudo", count: 1300),
      fourEyes: fourEyes, approvers: approvers)
  }

  static let exportReceipt = ExportReceipt(
    uid: uid(77), counts: exported,
    digest: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
}

extension ScreenDriver {
  static func openTransfer(
    columns: Int = 80, rows: Int = 24, roles: Set<Role> = [.supervisor],
    _ preview: ExportPreview? = People.preview()
  ) -> ScreenDriver {
    var driver = open(columns: columns, rows: rows, roles: roles)
    driver.press(.escape, .character("5"))
    if let preview { driver.answerPreview(.success(preview)) }
    return driver
  }

  mutating func answerPreview(_ result: Result<ExportPreview, Failure>) {
    for case .export(.preview(_, let request)) in effects.reversed() {
      send(.export(.previewed(request, result)))
      return
    }
  }

  /// Tells the newest export something.
  mutating func answerExport(_ message: (RequestID) -> ExportMessage) {
    for case .export(.export(_, _, let request)) in effects.reversed() {
      send(.export(message(request)))
      return
    }
  }

  /// The form whole, and the export asked for.
  mutating func export(why: String = "relatório mensal de novembro") {
    for _ in 0..<9 { press(.down) }
    type(why)
    press(.function(2))
  }

  fileprivate var previews: [ExportRequest] {
    effects.compactMap { if case .export(.preview(let asked, _)) = $0 { asked } else { nil } }
  }
  fileprivate var exports: [(request: ExportRequest, path: String)] {
    effects.compactMap {
      if case .export(.export(let asked, let path, _)) = $0 { (asked, path) } else { nil }
    }
  }
}

@Suite("Exportar e importar")
struct TransferScreenTests {
  @Test(arguments: GoldenScreensTests.sizes) func `pictures`(size: Size) {
    func check(_ name: String, _ driver: ScreenDriver) {
      expectGolden(driver.frame, named: "\(name).\(size.columns)x\(size.rows)")
    }
    func opened(_ preview: ExportPreview = People.preview()) -> ScreenDriver {
      .openTransfer(columns: size.columns, rows: size.rows, preview)
    }
    check("exportar", opened())
    var csv = opened()
    csv.press(.right, .right, .right, .down, .down, .right, .down)
    csv.type("01/11/2026")
    csv.elapse { if case .export = $0 { true } else { false } }
    csv.answerPreview(.success(People.preview(.turnedOff)))
    check("exportar-csv", csv)
    var asking = opened(People.preview(.needed, approvers: ["bia", "davi"]))
    asking.export()
    asking.answerExport {
      .ended(
        $0, .approvalNeeded(code: "K7QX-2M9P", until: People.now.adding(milliseconds: 86_400_000)))
    }
    check("exportar-aprovacao", asking)
    asking.press(.enter)
    check("exportar-a-aprovar", asking)
    var running = opened()
    running.export()
    running.answerExport {
      .progressed($0, .writing(48_000, of: 120_000), milliseconds: 4_000)
    }
    check("exportando", running)
    var done = opened()
    done.export()
    done.answerExport {
      .ended($0, .written(People.exportReceipt, path: "/home/bia/novembro.xlsx"))
    }
    check("exportado", done)
  }

  @Test func `5 opens it for whoever exports, and counts at once`() {
    let driver = ScreenDriver.openTransfer(nil)
    #expect(driver.model.screen.title == "Exportar e importar")
    #expect(driver.previews.count == 1)
    #expect(driver.text.contains("Contando…"))
    var attendant = ScreenDriver.openTransfer(roles: [.attendant], nil)
    #expect(attendant.model.screen.title == "Contatos")
    #expect(attendant.status.contains("seu papel não permite"))
    #expect(attendant.effects.contains(.people(.refuse(.exportMasked))))
    attendant.press(.function(6), .character("5"))
    #expect(attendant.interaction?.note.text == "5")
  }

  @Test func `the encarregado exports only what is masked`() {
    var driver = ScreenDriver.openTransfer(roles: [.dataProtectionOfficer])
    #expect(driver.previews.last?.isMasked == true)
    driver.press(.down, .right)
    #expect(driver.status.contains("mascarados"))
    driver.press(.function(2))
    #expect(driver.exports.first?.request.isMasked == true)
    #expect(driver.exports.first?.request.justification == nil)
  }

  @Test func `what is typed is asked for, once it rests`() {
    var driver = ScreenDriver.openTransfer()
    driver.press(.down, .down)
    driver.type("01/11/2026")
    driver.press(.down)
    driver.type("30/11/2026")
    driver.press(.down, .right, .down, .left, .down)
    driver.type("Bia")
    driver.press(.down)
    driver.type("Niterói")
    driver.press(.down, .right, .right)
    #expect(driver.previews.count == 1)
    driver.elapse { if case .export = $0 { true } else { false } }
    var filter = ExportFilter()
    filter.from = CivilDate(year: 2026, month: 11, day: 1)
    filter.to = CivilDate(year: 2026, month: 11, day: 30)
    filter.reasonCode = "apoio_emocional"
    filter.urgency = .critical
    filter.attendant = "bia"
    filter.city = "Niterói"
    filter.extraction = .pending
    #expect(driver.previews.last?.filter == filter)
    driver.press(.down)
    driver.type("relatório mensal")
    driver.press(.function(2))
    #expect(driver.exports.first?.request.filter == filter)
    #expect(driver.exports.first?.path == "~/atende-2026-11-21.xlsx")
  }

  @Test func `a pause that typing has overtaken counts nothing, nor does an older answer`() {
    var driver = ScreenDriver.openTransfer(nil)
    let first = driver.effects
    driver.press(.right)
    let pauses = driver.effects
    driver.press(.right)
    for case .tick(_, .export(let pause)) in pauses {
      driver.send(.ticked(.export(pause), at: People.now))
    }
    #expect(driver.previews.count == 1)
    for case .export(.preview(_, let request)) in first {
      driver.send(.export(.previewed(request, .success(People.preview()))))
    }
    #expect(driver.text.contains("Contando…"))
  }

  @Test func `what is missing is said at its field, and nothing is exported`() {
    var driver = ScreenDriver.openTransfer()
    driver.press(.function(2))
    #expect(driver.status.contains("10 a 300 caracteres"))
    driver.type("curta")
    driver.press(.function(2))
    #expect(driver.status.contains("10 a 300 caracteres"))
    driver.type(", mas agora basta")
    driver.press(.down, .control("u"), .function(2))
    #expect(driver.status.contains("onde gravar"))
    driver.type("/tmp/x.xlsx")
    for _ in 0..<8 { driver.press(.up) }
    driver.type("31/02/2026")
    driver.press(.function(2))
    #expect(driver.status == "Data como 21/11/2026.")
    #expect(driver.exports.isEmpty)
    driver.press(.control("u"))
    driver.type("21/11/2026")
    driver.press(.down)
    driver.type("20/11/2026")
    driver.press(.function(2))
    #expect(driver.status.contains("vem antes do começo"))
    #expect(driver.exports.isEmpty)
  }

  @Test func `the name goes with the format, until somebody names another ending`() {
    var driver = ScreenDriver.openTransfer()
    driver.press(.right, .right, .right)
    #expect(driver.text.contains("~/atende-2026-11-21.csv"))
    driver.press(.left, .left, .left, .left)
    #expect(driver.text.contains("vCard 4.0"))
    #expect(driver.text.contains("~/atende-2026-11-21.vcf"))
    driver.press(.down, .right)
    driver.elapse { if case .export = $0 { true } else { false } }
    #expect(driver.text.contains("vCard mascarado não serve"))
    for _ in 0..<10 { driver.press(.down) }
    driver.press(.control("u"))
    driver.type("/tmp/pessoas")
    for _ in 0..<11 { driver.press(.up) }
    driver.press(.right)
    #expect(driver.text.contains("/tmp/pessoas\n"))
  }

  @Test(arguments: [Key.escape, .control("c")]) func `an export is interrupted once`(key: Key) {
    var driver = ScreenDriver.openTransfer()
    driver.export()
    #expect(driver.exports.count == 1)
    driver.press(.function(2))
    #expect(driver.exports.count == 1)
    driver.press(key, key)
    #expect(driver.effects.filter { $0 == .export(.cancel) }.count == 1)
    #expect(driver.text.contains("Interrompendo"))
    driver.answerExport { .ended($0, .cancelled) }
    #expect(driver.status.contains("nenhum arquivo ficou"))
    driver.press(key)
    #expect(driver.model.screen.title == "Contatos")
  }

  @Test func `it goes on behind another screen, and is told there without a box`() {
    var driver = ScreenDriver.openTransfer()
    driver.export()
    driver.press(.function(3))
    #expect(driver.model.screen.title == "Contatos")
    driver.answerExport { .ended($0, .written(People.exportReceipt, path: "/home/bia/n.xlsx")) }
    #expect(driver.model.dialogs.isEmpty)
    #expect(driver.status == "Exportação pronta: 1.204 pessoas, 3.210 atendimentos.")
    driver.press(.escape, .character("5"))
    driver.answerPreview(.success(People.preview()))
    #expect(driver.text.contains("Última exportação: /home/bia/n.xlsx"))
  }

  @Test func `a failure says that nothing was exported`() {
    var driver = ScreenDriver.openTransfer()
    driver.export()
    driver.answerExport { .ended($0, .failed(.invalid(["O arquivo já existe."]))) }
    #expect(driver.status == "Nada foi exportado. O arquivo já existe.")
    #expect(driver.model.desk.exporting == .none)
  }
}
