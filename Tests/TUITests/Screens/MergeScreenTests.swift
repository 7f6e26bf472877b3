import ContactsCore
import TestSupport
import Testing

@testable import TUI

extension People {
  /// Somebody else's way to write the same person down.
  static func twin(cpf: String? = nil) -> ContactRecord {
    var fields = ContactFields(
      name: Sensitive("Conceisão de Araújo"), socialName: Sensitive("Ceiça"),
      phones: PhoneNumber("2133440000", areaCode: nil).map { [Sensitive($0)] } ?? [],
      cpf: cpf.flatMap(CPF.init).map { Sensitive($0) }, city: Sensitive("São Gonçalo"), state: .RJ,
      notes: Sensitive("Mora com a mãe."))
    fields.safeChannel = Sensitive("só por e-mail")
    return ContactRecord(
      contact: Contact(
        uid: uid(9), fields: fields, status: .active, createdAt: now, updatedAt: now, version: 2),
      interactions: [interaction(3, "Pediu o endereço.")], consents: [])
  }

  static let matches = [
    DuplicateMatch(
      summary: summary(9, "Conceisão de Araújo", "(21) ••••-0000", nil, nil, 1),
      rule: .cityAndName),
    DuplicateMatch(summary: summaries[1], rule: .phone),
  ]
}

extension ScreenDriver {
  /// From the list to who may be the same person.
  static func openDuplicates(
    columns: Int = 80, rows: Int = 24, matches: [DuplicateMatch] = People.matches
  ) -> ScreenDriver {
    var driver = open(columns: columns, rows: rows)
    driver.press(.function(8))
    driver.answerMerge(.success(MergeSearch(record: People.record, matches: matches)))
    return driver
  }

  mutating func answerMerge(_ result: Result<MergeSearch, Failure>) {
    for case .merge(.find(_, let request)) in effects.reversed() {
      send(.merge(.found(request, result)))
      return
    }
  }

  mutating func compare(_ record: ContactRecord = People.twin()) {
    press(.enter)
    for case .merge(.read(_, let request)) in effects.reversed() {
      send(.merge(.read(request, .success(record))))
      return
    }
  }

  var merge: Merge? {
    for case .merge(.unite(let merge, _)) in effects.reversed() { return merge }
    return nil
  }

  mutating func answerUnion(_ result: Result<MergeReceipt, Failure>) {
    for case .merge(.unite(_, let request)) in effects.reversed() {
      send(.merge(.united(request, result)))
      return
    }
  }
}

@Suite("Duplicados")
struct MergeScreenTests {
  @Test(arguments: GoldenScreensTests.sizes) func `pictures`(size: Size) {
    func check(_ name: String, _ driver: ScreenDriver) {
      expectGolden(driver.frame, named: "\(name).\(size.columns)x\(size.rows)")
    }
    var driver = ScreenDriver.openDuplicates(columns: size.columns, rows: size.rows)
    check("unir-quem", driver)
    driver.compare(People.twin(cpf: "11144477735"))
    driver.press(.function(2))
    check("unir-lado-a-lado", driver)
    driver.press(.character(" "), .home, .character(" "), .function(2))
    driver.type("uni")
    check("unir-palavra", driver)
    check(
      "unir-ninguem", .openDuplicates(columns: size.columns, rows: size.rows, matches: []))
  }

  @Test func `fields are chosen, the word is typed, and what is left is shown`() {
    var driver = ScreenDriver.openDuplicates()
    driver.compare()
    driver.press(.character(" "), .function(2))
    driver.press(.enter)
    #expect(driver.merge == nil)
    #expect(driver.status.contains("Digite a palavra unir"))
    driver.type("Unir")
    driver.press(.enter)
    #expect(
      driver.merge
        == Merge(
          kept: People.uid(1), gone: People.uid(9), keptVersion: 4, goneVersion: 2,
          choices: [.name: .gone]))
    // Not twice while the first is under way.
    driver.forget()
    driver.press(.enter)
    #expect(driver.merge == nil)
  }

  @Test func `the record that is left is opened, and the union can be undone from there`() {
    var driver = ScreenDriver.openDuplicates()
    driver.compare()
    driver.press(.function(2))
    driver.type("unir")
    driver.press(.enter)
    driver.answerUnion(
      .success(
        MergeReceipt(
          uid: People.uid(1), gone: People.uid(9), interactions: 1, undoUntil: People.now)))
    #expect(driver.record?.uid == People.uid(1))
    #expect(driver.status.contains("Registros unidos"))
    for case .read(_, _, let request) in driver.effects.reversed() {
      driver.send(.read(request, .success(People.record)))
      break
    }
    driver.press(.control("p"))
    driver.type("Desfazer a última união")
    driver.press(.enter)
    var asked: UID?
    for case .merge(.undo(let uid, let request)) in driver.effects.reversed() {
      asked = uid
      driver.send(.merge(.undone(request, .success(People.uid(9)))))
      break
    }
    #expect(asked == People.uid(1))
    #expect(driver.status.contains("União desfeita"))
  }

  @Test func `Tab keeps the other one, with the same choices of values`() {
    var driver = ScreenDriver.openDuplicates()
    driver.compare()
    driver.press(.character(" "), .tab, .function(2))
    driver.type("unir")
    driver.press(.enter)
    #expect(driver.merge?.kept == People.uid(9))
    #expect(driver.merge?.gone == People.uid(1))
    #expect(driver.merge?.keptVersion == 2)
    #expect(driver.merge?.choices == [.name: .kept])
  }

  @Test func `two CPFs are asked about before anything else`() {
    var driver = ScreenDriver.openDuplicates()
    driver.compare(People.twin(cpf: "11144477735"))
    driver.press(.function(2))
    #expect(driver.status.contains("CPFs são diferentes"))
    driver.press(.character(" "), .function(2))
    driver.type("unir")
    driver.press(.enter)
    #expect(driver.merge?.choices == [.cpf: .kept])
  }

  @Test func `a change in between begins anew, a refusal is said, and Esc goes back by one`() {
    var driver = ScreenDriver.openDuplicates()
    driver.compare()
    driver.press(.function(2))
    driver.press(.escape)
    #expect(driver.model.place == .mergeFields)
    driver.press(.function(2))
    driver.type("unir")
    driver.press(.enter)
    driver.answerUnion(.failure(.invalid(["Um dos registros está bloqueado."])))
    #expect(driver.status.contains("bloqueado"))
    driver.press(.enter)
    driver.answerUnion(.failure(.conflict(People.contact())))
    #expect(driver.model.place == .mergeList)
    #expect(driver.status.contains("compare de novo"))
    driver.press(.escape)
    #expect(driver.model.place == .contactsSearch)
  }

  @Test func `it opens from the record too, and late answers say nothing`() {
    var driver = ScreenDriver.open()
    driver.openRecord()
    driver.press(.character("d"))
    #expect(driver.model.place == .mergeList)
    driver.answerMerge(.failure(.restricted))
    #expect(driver.status.contains("restrito"))
    driver.press(.escape)
    #expect(driver.model.place == .recordView)
    driver.answerMerge(.success(MergeSearch(record: People.record, matches: [])))
    #expect(driver.model.place == .recordView)
  }

  @Test func `with nobody in the list there is nobody to look for`() {
    var driver = ScreenDriver.open(people: [])
    driver.press(.function(8))
    #expect(driver.status == "Escolha antes uma pessoa na lista.")
  }
}
