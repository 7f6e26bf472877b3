import Testing

@testable import ContactsCore
@testable import TUI

/// Invented holds and incidents.
extension People {
  static func hold(
    _ kind: DatumKind, until day: CivilDate? = nil, name: String? = "Conceição Araújo",
    released: Bool = false
  ) -> Hold {
    Hold(
      uid: uid(60), contact: uid(1), kind: kind, article: "art. 16, I",
      reason: "A lei manda guardar por cinco anos.", endsOn: day, by: "eva", since: now,
      releasedBy: released ? "eva" : nil, releasedAt: released ? now : nil,
      name: name.map { Sensitive($0) })
  }

  static let holds = [
    hold(.document, until: CivilDate(year: 2027, month: 11, day: 21)),
    hold(.callback, name: nil),
    hold(.account, released: true),
  ]

  static func incident(
    _ number: Int, known days: Int, due: Int, affected: Int = 2,
    risk: Incident.Risk = .relevant, scope: Bool = true
  ) -> Incident {
    let today = now.local.date
    return Incident(
      protocolNumber: DeskProtocol(series: .incident, date: today, number: number),
      summary: "Um pendrive com fichas foi esquecido no ônibus.", risk: risk,
      knownAt: now.adding(milliseconds: Int64(days) * 86_400_000),
      scope: scope
        ? AuditScope(
          login: "bia", from: now.adding(milliseconds: -172_800_000),
          until: now.adding(milliseconds: -3_600_000)) : nil,
      affected: affected, noticeDueOn: today.adding(days: due),
      complementDueOn: today.adding(days: due + 20), keepUntil: today.adding(days: 1826),
      openedAt: now, openedBy: "eva")
  }

  static let incidents = [
    incident(2, known: 0, due: 4), incident(1, known: -9, due: -3, affected: 1),
    incident(3, known: -1, due: 2, affected: 0, risk: .low, scope: false),
  ]

  static let reading = IncidentReading(
    incident: incidents[0],
    people: [
      Incident.Person(uid: uid(1), name: Sensitive("Conceição Araújo")),
      Incident.Person(uid: uid(2), name: nil),
    ])
}

extension ScreenDriver {
  /// The holds of **LGPD**.
  static func atTheHolds(columns: Int = 80, rows: Int = 24) -> ScreenDriver {
    var driver = atTheRights(columns: columns, rows: rows)
    driver.press(.tab)
    driver.answer { .holds($0, .success(People.holds)) }
    driver.forget()
    return driver
  }

  /// The register of incidents of **LGPD**.
  static func atTheIncidents(columns: Int = 80, rows: Int = 24) -> ScreenDriver {
    var driver = atTheHolds(columns: columns, rows: rows)
    driver.press(.tab)
    driver.answer { .incidents($0, .success(People.incidents)) }
    driver.forget()
    return driver
  }
}
