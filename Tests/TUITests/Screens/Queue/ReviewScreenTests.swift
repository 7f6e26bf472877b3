import ContactsCore
import Testing

@testable import TUI

@Suite("Revisão")
struct ReviewScreenTests {
  @Test func `the values are marked by who found them`() {
    let driver = ScreenDriver.openReview()
    #expect(driver.review?.form[.name]?.mark == "IA")
    #expect(driver.review?.form[.phone]?.mark == "regra")
    #expect(driver.review?.form[.city]?.mark == "IA ?")
  }

  @Test func `the span of the focused field is highlighted in the text`() {
    let driver = ScreenDriver.openReview()
    guard case .review(let screen) = driver.model.screen, case .shown(let shown) = screen.phase
    else {
      Issue.record("no review")
      return
    }
    #expect(shown.highlight == People.span(of: "Conceição Araújo"))
  }

  @Test func `Enter confirms, an edit edits, emptying rejects, and F2 sends each`() {
    var driver = ScreenDriver.openReview()
    driver.press(.enter)
    driver.press(.control("u"))
    driver.type("21 98877-6600")
    driver.press(.tab, .control("u"))
    driver.press(.function(2))
    guard let decisions = driver.decisions, let phone = PhoneNumber("21 98877-6600", areaCode: nil)
    else {
      Issue.record("nothing was saved: \(driver.status)")
      return
    }
    #expect(
      decisions == [
        0: .accept, 1: .edit(Sensitive(.phone(phone))), 2: .accept, 3: .reject,
      ])
  }

  @Test func `a value that the text does not say is never saved unconfirmed`() {
    var driver = ScreenDriver.openReview()
    driver.press(.function(2))
    #expect(driver.decisions == nil)
    #expect(driver.text.contains("Cidade: Niterói (não está no texto)"))
    driver.press(.escape)
    #expect(driver.decisions == nil)
    driver.press(.function(2), .character("d"))
    #expect(driver.decisions?[3] == .reject)
    #expect(driver.decisions?[0] == .accept)
  }

  @Test func `a telephone joins those of the record only by the person's word`() {
    var driver = ScreenDriver.openReview(People.reviewItem(phone: "21 95555-0000"))
    #expect(driver.text.contains("No cadastro: (21) 95555-0000. Enter"))
    driver.press(.function(2))
    #expect(driver.decisions == nil)
    #expect(driver.text.contains("Telefone: (21) 98877-6655"))
    driver.press(.character("d"))
    #expect(driver.decisions?[1] == .reject)
    var other = ScreenDriver.openReview(People.reviewItem(phone: "21 95555-0000"))
    other.press(.tab, .enter, .function(2), .character("d"))
    #expect(other.decisions?[1] == .accept)
    var same = ScreenDriver.openReview(People.reviewItem(phone: "21 98877-6655"))
    same.press(.function(2), .character("d"))
    #expect(same.decisions?[1] == .accept)
  }

  @Test func `keeping a doubtful value is the person's word`() {
    var driver = ScreenDriver.openReview()
    driver.press(.function(2), .character("s"))
    #expect(driver.decisions?[3] == .accept)
  }

  @Test func `what would replace a value of the record asks first`() {
    var driver = ScreenDriver.openReview(People.reviewItem(name: "Maria Souza"))
    #expect(driver.text.contains("No cadastro: Maria Souza"))
    driver.focus(.city)
    driver.press(.enter, .function(2))
    #expect(driver.decisions == nil)
    #expect(driver.text.contains("no cadastro: Maria Souza"))
    driver.press(.character("d"))
    #expect(driver.decisions?[0] == .reject)
  }

  @Test func `a value that does not fit its field is not sent`() {
    var driver = ScreenDriver.openReview()
    driver.focus(.phone)
    driver.press(.control("u"))
    driver.type("12")
    driver.press(.function(2))
    #expect(driver.decisions == nil)
    #expect(driver.status.hasPrefix("Telefone"))
  }

  @Test func `after saving the next text opens, and after the last the list`() {
    var driver = ScreenDriver.openReview()
    driver.save()
    driver.answerLook(People.glance([People.queue[2]]))
    guard case .review(let next) = driver.model.screen else {
      Issue.record("not a review: \(driver.model.screen.title)")
      return
    }
    #expect(next.uid == People.uid(303))
    driver.answerReview(People.reviewItem())
    driver.save()
    driver.answerLook(People.glance([]))
    #expect(driver.model.screen.title == "Fila")
    #expect(driver.status.contains("não há mais textos"))
  }

  @Test func `corrections outlive a conflict`() {
    var driver = ScreenDriver.openReview()
    driver.focus(.name)
    driver.type(" Lima")
    driver.press(.function(2), .character("s"))
    driver.answerReviewed(.failure(.conflict(People.contact(version: 2))))
    #expect(driver.status.contains("confira de novo"))
    driver.answerReview(People.reviewItem(version: 2))
    #expect(driver.review?.form[.name]?.text == "Conceição Araújo Lima")
    driver.press(.function(2))
    for case .queue(.review(_, _, let version, _)) in driver.effects.reversed() {
      #expect(version == 2)
      break
    }
  }

  @Test func `corrections outlive Esc`() {
    var driver = ScreenDriver.openReview()
    driver.focus(.name)
    driver.type(" Lima")
    driver.press(.escape, .enter)
    driver.answerReview(People.reviewItem())
    #expect(driver.review?.form[.name]?.text == "Conceição Araújo Lima")
  }

  @Test func `corrections are kept as a draft, which a later start goes on with`() {
    var driver = ScreenDriver.openReview()
    driver.focus(.name)
    driver.type(" Lima")
    driver.elapse { if case .draft = $0 { true } else { false } }
    guard case .saveDraft(let uid, let text, _)? = driver.effects.last else {
      Issue.record("not kept: \(driver.effects)")
      return
    }
    var again = ScreenDriver.open(
      drafts: [Draft(uid: uid, contents: text, updatedAt: People.now)])
    again.press(.enter)
    again.answerReview(People.reviewItem())
    #expect(again.review?.form[.name]?.text == "Conceição Araújo Lima")
    again.press(.function(2), .character("s"))
    #expect(again.decisions?[0] == .edit(Sensitive(.name("Conceição Araújo Lima"))))
    again.answerReviewed(.success(ReviewReceipt(contact: People.contact(), left: 0)))
    #expect(again.effects.contains(.discardDraft(uid)))
    again.answerLook(People.glance([]))
    #expect(again.model.screen.title == "Fila")
  }

  @Test func `a review that was only looked at leaves no draft`() {
    var driver = ScreenDriver.openReview()
    driver.forget()
    driver.press(.tab, .escape)
    #expect(!driver.effects.contains { if case .saveDraft = $0 { true } else { false } })
  }

  @Test func `a text in which nothing was found is done with by F2`() {
    let item = People.reviewItem()
    var driver = ScreenDriver.openReview(
      ReviewItem(
        state: .extracted, failure: nil, contact: item.contact, interaction: item.interaction,
        entries: []))
    driver.press(.down, .enter, .tab, .character("z"), .function(2))
    #expect(driver.decisions == [:])
  }

  @Test func `what failed shows why`() {
    let driver = ScreenDriver.openReview(
      People.reviewItem(state: .failed, failure: .model(.timedOut)))
    #expect(driver.text.contains("A IA demorou demais."))
  }

  @Test func `a failure to open says so and lets back`() {
    var driver = ScreenDriver.openQueue()
    driver.press(.down, .enter)
    for case .queue(.open(_, let request)) in driver.effects.reversed() {
      driver.send(.queue(.opened(request, .failure(.notFound))))
      break
    }
    #expect(driver.text.contains("não existe mais"))
    driver.press(.escape)
    #expect(driver.model.screen.title == "Fila")
  }
}

extension ScreenDriver {
  mutating func focus(_ field: FormField) {
    _ = model.updateReview { screen, _ in
      guard case .shown(var shown) = screen.phase else { return }
      shown.review.form.focus(on: field)
      screen.phase = .shown(shown)
    }
  }

  /// Saves the review, keeping what is doubtful.
  mutating func save() {
    forget()
    press(.function(2), .character("s"))
    answerReviewed(.success(ReviewReceipt(contact: People.contact(), left: 0)))
  }
}
