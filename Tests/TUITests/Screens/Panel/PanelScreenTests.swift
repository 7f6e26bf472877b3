import ContactsCore
import TestSupport
import Testing

@testable import TUI

extension People {
  static let acceptance: [Acceptance] = [
    Acceptance(
      field: .name, origin: .model, model: "llama3:8b", promptVersion: "2", accepted: 82,
      edited: 11, rejected: 7),
    Acceptance(
      field: .phones, origin: .rule, model: nil, promptVersion: nil, accepted: 1204, edited: 3,
      rejected: 0),
    Acceptance(
      field: .city, origin: .model, model: "llama3:8b", promptVersion: "1", accepted: 0, edited: 0,
      rejected: 4),
  ]

  static let report = ShiftReport(
    from: now.local.date, to: now.local.date,
    counts: ExportCounts(contacts: 876, interactions: 1204, closed: 2),
    numbers: InteractionNumbers(
      reasons: [
        .init(name: "Apoio emocional", count: 512), .init(name: "Orientação jurídica", count: 308),
        .init(name: "Encaminhamento psicológico", count: 190),
        .init(name: "Sem motivo do catálogo", count: 120), .init(name: "Informação", count: 74),
      ],
      urgencies: [
        .init(name: "crítica", count: 12), .init(name: "alta", count: 190),
        .init(name: "média", count: 802), .init(name: "baixa", count: 200),
      ],
      attendants: [
        .init(day: now.local.date, attendant: "ana", count: 640),
        .init(day: now.local.date, attendant: "bia", count: 564),
      ]),
    hours: [
      0, 0, 0, 1, 0, 2, 8, 31, 88, 140, 151, 96, 60, 72, 160, 148, 101, 70, 41, 20, 9, 4, 1, 1,
    ], openCallbacks: 14, dueCallbacks: 3, overdueRequests: 2)

  static let nothing = ShiftReport(
    from: now.local.date, to: now.local.date,
    counts: ExportCounts(contacts: 0, interactions: 0, closed: 0),
    numbers: InteractionNumbers(
      reasons: [],
      urgencies: ["crítica", "alta", "média", "baixa"].map { .init(name: $0, count: 0) },
      attendants: []), hours: Array(repeating: 0, count: 24), openCallbacks: 0, dueCallbacks: 0,
    overdueRequests: 0)

  static func numbers(
    _ report: ShiftReport = People.report,
    health: QueueHealth = People.health(), acceptance: [Acceptance] = People.acceptance,
    hosts: [ModelHostHealth] = [
      ModelHostHealth(
        host: "127.0.0.1:11434", breaker: .closed, busy: 1, waiting: 3, failures: 0, p50: 1840,
        p95: 4210),
      ModelHostHealth(
        host: "127.0.0.1:11435", breaker: .open(until: now.adding(milliseconds: 120_000)), busy: 0,
        waiting: 0, failures: 3, p50: nil, p95: nil),
    ]
  ) -> PanelGlance {
    PanelGlance(report: report, queue: health, hosts: hosts, acceptance: acceptance)
  }
}

extension ScreenDriver {
  static func openPanel(
    columns: Int = 80, rows: Int = 24, roles: Set<Role> = [.supervisor],
    _ glance: PanelGlance? = People.numbers()
  ) -> ScreenDriver {
    var driver = open(columns: columns, rows: rows, roles: roles)
    driver.press(.escape, .character("4"))
    if let glance { driver.answerPanel(.success(glance)) }
    return driver
  }

  mutating func answerPanel(_ result: Result<PanelGlance, Failure>) {
    for case .panel(.look(_, let request)) in effects.reversed() {
      send(.panel(.looked(request, result)))
      return
    }
  }

  fileprivate var looks: [PanelPeriod] {
    effects.compactMap { if case .panel(.look(let period, _)) = $0 { period } else { nil } }
  }
}

@Suite("Painel")
struct PanelScreenTests {
  @Test func `what has no room is summed up, without a bar and under no reason's name`() {
    let rows = [("Saúde", 5), ("Outros", 3), ("Elogio", 2), ("Moradia", 2)].map {
      InteractionNumbers.Named(name: $0.0, count: $0.1)
    }
    let lines = PanelLine.bars("Por motivo", rows, width: 40, limit: 3).dropFirst()
    let texts = lines.map { $0.pieces.map(\.text) }
    #expect(texts.map(\.first) == ["Saúde", "Outros", "mais 2"])
    #expect(texts.map(\.last) == ["5", "3", "4"])
    #expect(texts.map { $0.joined().contains("█") } == [true, true, false])
    #expect(PanelLine.bars("Por motivo", rows, width: 40, limit: 4).count == 5)
  }

  @Test(arguments: GoldenScreensTests.sizes) func `pictures`(size: Size) {
    func check(_ name: String, _ driver: ScreenDriver) {
      expectGolden(driver.frame, named: "\(name).\(size.columns)x\(size.rows)")
    }
    var full = ScreenDriver.openPanel(
      columns: size.columns, rows: size.rows,
      People.numbers(health: People.health(waiting: 1204, failed: 4, minutes: 185)))
    check("painel", full)
    full.press(.end)
    check("painel-fim", full)
    let health = QueueHealth(
      waiting: 0, working: 0, toReview: 0, failed: 0, oldestSince: nil, endedLastHour: 0,
      failedLastHour: 0, now: People.now)
    check(
      "painel-vazio",
      .openPanel(
        columns: size.columns, rows: size.rows,
        People.numbers(People.nothing, health: health, acceptance: [], hosts: [])))
  }

  @Test func `4 opens it from a list for whoever reads reports`() {
    let driver = ScreenDriver.openPanel(nil)
    #expect(driver.model.screen.title == "Painel")
    #expect(driver.looks == [.today])
    #expect(driver.text.contains("Lendo os números…"))
    var attendant = ScreenDriver.openPanel(roles: [.attendant], nil)
    #expect(attendant.model.screen.title == "Contatos")
    #expect(attendant.status.contains("seu papel não permite"))
    attendant.press(.function(6), .character("4"))
    #expect(attendant.interaction?.note.text == "4")
  }

  @Test func `F4 goes through the periods`() {
    var driver = ScreenDriver.openPanel()
    driver.press(.function(4), .function(4), .function(4), .function(4))
    #expect(driver.looks == [.today, .week, .month, .always, .today])
    #expect(driver.text.contains("Período: Hoje"))
  }

  @Test func `an older look does not overtake a newer one`() {
    var driver = ScreenDriver.openPanel(nil)
    let older = driver.effects
    driver.press(.function(4))
    for case .panel(.look(.today, let request)) in older {
      driver.send(.panel(.looked(request, .success(People.numbers()))))
    }
    #expect(driver.text.contains("Lendo os números…"))
    driver.answerPanel(.success(People.numbers()))
    #expect(driver.text.contains("876 pessoas"))
  }

  @Test func `it looks again by itself while it is in view, and not behind another screen`() {
    var driver = ScreenDriver.openPanel()
    driver.elapse { if case .panel = $0 { true } else { false } }
    #expect(driver.looks.count == 2)
    driver.answerPanel(.failure(.busy))
    #expect(driver.status == Failure.busy.message)
    let pauses = driver.effects
    driver.press(.character("1"))
    driver.forget()
    for case .tick(_, let tick) in pauses { driver.send(.ticked(tick, at: People.now)) }
    #expect(driver.looks.isEmpty)
  }

  @Test func `the days of a period end today`() {
    let today = People.now.local.date
    #expect(PanelPeriod.today.firstDay(endingOn: today) == today)
    #expect(PanelPeriod.week.firstDay(endingOn: today) == today.adding(days: -6))
    #expect(PanelPeriod.month.firstDay(endingOn: today) == today.adding(days: -29))
    #expect(PanelPeriod.always.firstDay(endingOn: today) == nil)
  }
}
