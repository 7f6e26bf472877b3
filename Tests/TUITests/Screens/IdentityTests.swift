import ContactsCore
import TestSupport
import Testing

@testable import TUI

extension ScreenDriver {
  /// A form opened from Conceição's record, which names somebody else.
  static func withAnotherPerson(
    columns: Int = 80, rows: Int = 24, name: String = "Zuleide Prado", cpf: String = "11144477735"
  ) -> ScreenDriver {
    var driver = ScreenDriver.open(columns: columns, rows: rows)
    driver.openRecord()
    driver.press(.function(6))
    driver.type("Ligou aflita.")
    driver.focus(on: .name)
    driver.type(name)
    driver.focus(on: .phone)
    driver.type("11912345678")
    driver.focus(on: .cpf)
    driver.type(cpf)
    driver.focus(on: .urgency)
    driver.forget()
    driver.press(.function(2))
    return driver
  }

  fileprivate var isAsked: Bool { text.contains("De quem é este atendimento?") }
}

@Suite("Two people and one record")
struct IdentityTests {
  @Test(arguments: GoldenScreensTests.sizes) func `the question`(size: Size) {
    let driver = ScreenDriver.withAnotherPerson(columns: size.columns, rows: size.rows)
    expectGolden(driver.frame, named: "de-quem.\(size.columns)x\(size.rows)")
  }

  @Test func `somebody else's note on a record is asked about before anything is written`() {
    var driver = ScreenDriver.withAnotherPerson()
    #expect(driver.isAsked)
    #expect(driver.text.contains("Conceição Araújo · CPF ***.982.247-**"))
    #expect(driver.text.contains("Zuleide Prado · CPF 111.444.777-35"))
    #expect(driver.lastRegistration == nil)
    driver.press(.escape)
    #expect(driver.status == "Ainda não foi salvo.")
    #expect(driver.lastRegistration == nil)
  }

  @Test func `a new record is what Enter alone makes`() {
    var driver = ScreenDriver.withAnotherPerson()
    driver.press(.enter)
    driver.answerDuplicates([])
    guard case .new(let fields)? = driver.lastRegistration?.target else {
      Issue.record("not a new record")
      return
    }
    #expect(fields.name == Sensitive("Zuleide Prado"))
    #expect(driver.lastRegistration?.isSamePerson == false)
  }

  @Test func `the interaction alone adds nothing to the record, now or later`() {
    var driver = ScreenDriver.withAnotherPerson()
    driver.press(.down, .enter)
    guard case .existing(let uid, let fields)? = driver.lastRegistration?.target else {
      Issue.record("not on the record")
      return
    }
    #expect(uid == People.uid(1))
    #expect(fields.isEmpty)
    // No model is to fill the record from it, and what was typed is in the text.
    #expect(driver.lastRegistration?.interaction?.extraction == .manual)
    let text = driver.lastRegistration?.interaction?.text?.revealed(for: .screen) ?? ""
    #expect(text.hasPrefix("Ligou aflita.\n\n"))
    #expect(text.contains("CPF (não acrescentado à ficha): 111.444.777-35"))
    #expect(text.contains("Telefone (não acrescentado à ficha): (11) 91234-5678"))
  }

  @Test func `the same person after all is said to the store, and not asked again`() {
    var driver = ScreenDriver.withAnotherPerson()
    driver.press(.down, .down, .enter)
    #expect(driver.lastRegistration?.isSamePerson == true)
    driver.answerSave(.failure(.diskFull))
    driver.forget()
    driver.press(.function(2))
    #expect(!driver.isAsked)
    #expect(driver.lastRegistration?.isSamePerson == true)
    driver.answerSave(.failure(.diskFull))
    driver.focus(on: .name)
    driver.press(.end)
    driver.type(" Lima")
    driver.press(.function(2))
    #expect(driver.isAsked)
  }

  @Test(arguments: [
    ("conceicao", ""), ("Dona Conceição", ""), ("Maria", "529.982.247-25"), ("", ""),
  ])
  func `what may be the same person is not asked about`(name: String, cpf: String) {
    let driver = ScreenDriver.withAnotherPerson(name: name, cpf: cpf)
    #expect(!driver.isAsked)
    #expect(driver.lastRegistration != nil)
  }

  @Test(arguments: [
    ("Zuleide Prado", ""), ("João Araújo", ""), ("Conceição Araújo", "11144477735"),
  ])
  func `another name or another CPF is`(name: String, cpf: String) {
    #expect(ScreenDriver.withAnotherPerson(name: name, cpf: cpf).isAsked)
  }

  @Test func `a social name of the record is the person's name too`() {
    var fields = People.fields
    fields.socialName = Sensitive("Ceiça")
    let known = KnownPerson(fields)
    #expect(!known.differs(from: ContactFields(name: Sensitive("ceica araujo"))))
  }

  @Test func `a record chosen among duplicates is asked about as well`() {
    var driver = ScreenDriver.open()
    driver.press(.function(6))
    driver.focus(on: .name)
    driver.type("Zuleide Prado")
    driver.press(.function(2))
    driver.answerDuplicates([DuplicateMatch(summary: People.summaries[0], rule: .phone)])
    driver.press(.enter)
    #expect(driver.isAsked)
  }

  @Test func `a recovered draft still knows whose record it is for`() {
    let driver = ScreenDriver.withAnotherPerson(name: "")
    guard let text = driver.interaction?.draftText.text else {
      Issue.record("no form")
      return
    }
    let draft = Draft(uid: People.uid(70), contents: text, updatedAt: People.now)
    var again = ScreenDriver.open(drafts: [draft])
    again.press(.enter)
    again.press(.function(2))
    #expect(again.isAsked)
  }

  @Test func `a value that is in no field was not accepted`() {
    var driver = ScreenDriver.open()
    driver.fillForm()
    driver.focus(on: .cpf)
    driver.press(.end, .backspace)
    driver.type("4")
    driver.press(.function(2), .character("s"))
    driver.answerDuplicates([])
    let cpf = driver.lastRegistration?.interaction?.provenance.first { $0.field == .cpf }
    #expect(cpf?.review == .unused)
  }
}
