import Testing

@testable import ContactsCore
@testable import TUI

extension People {
  /// The record of somebody whose guardian is to be minded.
  static func cautioned(_ mayBeAggressor: Bool) -> ContactRecord {
    ContactRecord(
      contact: record.contact, interactions: record.interactions, consents: record.consents,
      guardianCaution: GuardianCaution(
        mayBeAggressor: Sensitive(mayBeAggressor), bestInterest: Sensitive("avisar só a avó"),
        notedBy: "bia", notedAt: now))
  }
}

/// Guardians who may be the aggressor, wherever somebody is about to act.
@Suite("Guardians on the screens")
struct GuardianScreenTests {
  private func reload(_ driver: inout ScreenDriver, _ record: ContactRecord) {
    for case .read(_, _, let request) in driver.effects.reversed() {
      driver.send(.read(request, .success(record)))
      return
    }
  }

  @Test func `p notes the best interest and the warning, and the record then says it`() {
    var driver = ScreenDriver.open()
    driver.openRecord()
    driver.press(.character("p"))
    #expect(driver.text.contains("Cuidado com o responsável"))
    driver.press(.enter)
    #expect(driver.text.contains("ou marque o alerta"))
    driver.press(.tab, .right)
    #expect(driver.text.contains("‹ sim ›"))
    driver.press(.tab)
    driver.type("avisar só a avó")
    driver.forget()
    driver.press(.enter, .enter)
    guard driver.effects.count == 1,
      case .people(.noteGuardian(let caution, let request)) = driver.effects[0]
    else {
      Issue.record("not noted once: \(driver.effects)")
      return
    }
    #expect(
      caution
        == NewGuardianCaution(
          contact: People.uid(1), mayBeAggressor: Sensitive(true),
          bestInterest: Sensitive("avisar só a avó")))
    driver.send(.people(.guardianNoted(request, .success(true))))
    #expect(driver.status.contains("avisam que o responsável pode ser o agressor"))
    reload(&driver, People.cautioned(true))
    #expect(driver.text.contains("ATENÇÃO: o responsável pode ser"))
    #expect(driver.text.contains("avisar só a avó"))
  }

  @Test func `the warning stays in view when the record was edited`() {
    var driver = ScreenDriver.open()
    driver.openRecord(People.cautioned(true))
    driver.press(.enter, .end)
    driver.type(" Lima")
    driver.press(.function(2))
    for case .update(_, _, _, _, let request) in driver.effects.reversed() {
      driver.send(.updated(request, .success(People.record.contact)))
      break
    }
    #expect(driver.status == "Ficha salva.")
    #expect(driver.text.contains("ATENÇÃO: o responsável pode ser"))
  }

  @Test func `a warning is not taken back at the record, and a refusal stays in view`() {
    var driver = ScreenDriver.open()
    driver.openRecord()
    driver.press(.function(5))
    reload(&driver, People.cautioned(true))
    driver.press(.character("p"), .left)
    #expect(driver.text.contains("só o encarregado retira"))
    #expect(driver.text.contains("atende contact guardian") && driver.text.contains("--withdraw"))
    #expect(driver.text.contains("‹ sim ›"))
    driver.forget()
    driver.press(.enter)
    for case .people(.noteGuardian(_, let request)) in driver.effects {
      driver.send(.people(.guardianNoted(request, .failure(.invalid(["Diga de outro modo."])))))
    }
    #expect(driver.text.contains("Diga de outro modo."))
  }

  @Test func `a request says that its person's guardian may be the aggressor`() {
    var request = People.request(.fullAccess)
    #expect(!ScreenDriver.at(request).text.contains("agressor"))
    request.isGuardianFlagged = Sensitive(true)
    #expect(
      ScreenDriver.at(request).text.contains("Atenção") == true
        && ScreenDriver.at(request).text.contains("! o responsável pode ser o agressor"))
  }

  @Test func `anonymising has a word of its own, and says what stays`() {
    var driver = ScreenDriver.at(People.request(.anonymisation, done: 1))
    driver.press(.enter)
    let preview = ErasurePreview(
      contact: People.uid(1), request: People.number(1).description,
      counts: [ErasureCount(table: "contacts", rows: 3, isKept: false)], holds: [], copies: 0,
      disclosures: 0, leavesNoSign: false, doubtfulDrafts: [],
      subject: Approval.Subject(kind: .erasure, scope: "x", summary: "y", count: 1),
      fourEyes: .nobodyElse, isAnonymising: true)
    driver.answer { .previewed($0, .success(preview)) }
    #expect(driver.text.contains("Anonimizar os dados"))
    #expect(driver.text.contains("menos 5 pessoas têm a mesma"))
    driver.forget()
    driver.type("eliminar")
    driver.press(.enter)
    #expect(driver.asked == nil)
    for _ in 0..<8 { driver.press(.backspace) }
    driver.type("anonimizar")
    driver.press(.enter)
    guard case .erase? = driver.asked else {
      Issue.record("not anonymised")
      return
    }
    driver.answer { .erased($0, .success(People.erased(.done, of: .anonymisation))) }
    #expect(driver.status.contains("Dados anonimizados"))
  }
}
