import ContactsCore

@testable import TUI

/// Invented texts of a queue.
extension People {
  static func queued(
    _ number: Int, _ state: QueueState, name: String? = nil, minutes: Int = 1, tries: Int = 0,
    failure: QueueFailure? = nil, reading: Bool = false, batch: UID? = nil
  ) -> QueueItemSummary {
    let since = now.adding(milliseconds: Int64(-minutes) * 60_000)
    return QueueItemSummary(
      uid: uid(300 + number), contact: uid(1),
      protocolNumber: ProtocolNumber(date: now.local.date, number: number),
      name: name.map { Sensitive($0) }, state: state, isBeingRead: reading, tries: tries,
      failure: failure, queuedAt: since,
      dueAt: failure == nil ? since : now.adding(milliseconds: 180_000), batch: batch,
      attendant: "ana")
  }

  static let queue = [
    queued(
      1, .failed, name: "José Aparecido da Conceição Pereira Júnior", minutes: 185, tries: 5,
      failure: .model(.timedOut)),
    queued(2, .extracted, name: "Conceição Araújo", minutes: 42),
    queued(3, .extracted, minutes: 41, batch: uid(200)),
    queued(4, .waiting, name: "李雷", minutes: 12, reading: true, batch: uid(200)),
    queued(
      5, .waiting, name: "Zuleide Prado", minutes: 12, tries: 2,
      failure: .model(.invalidAnswer), batch: uid(200)),
    queued(6, .waiting, minutes: 0, batch: uid(200)),
  ]

  static func batch(_ number: Int = 200, _ state: QueueBatch.State = .active) -> BatchGlance {
    var counts = QueueCounts()
    counts[.waiting] = 950
    counts[.extracted] = 48
    counts[.failed] = 2
    return BatchGlance(
      QueueBatch(
        uid: uid(number), origin: .csv, requestedBy: "bia", state: state,
        createdAt: now.adding(milliseconds: -720_000), finishedAt: nil, counts: counts),
      QueueProgress(done: 50, total: 1000, failed: 2, secondsLeft: 14_000))
  }

  static func health(waiting: Int = 3, failed: Int = 1, minutes: Int = 2) -> QueueHealth {
    QueueHealth(
      waiting: waiting, working: 1, toReview: 2, failed: failed,
      oldestSince: now.adding(milliseconds: Int64(-minutes) * 60_000), endedLastHour: 20,
      failedLastHour: failed, now: now)
  }

  static func glance(
    _ rows: [QueueItemSummary] = People.queue, health: QueueHealth = People.health(),
    batches: [BatchGlance] = [], next: QueueCursor? = nil
  ) -> QueueGlance {
    QueueGlance(page: QueuePage(rows: rows, next: next), health: health, batches: batches)
  }

  /// What was found in the note: a name the text says, a telephone, a city that it does not say.
  static func reviewItem(
    name: String? = nil, phone stored: String? = nil, state: QueueState = .extracted,
    failure: QueueFailure? = nil, version: Int = 1
  ) -> ReviewItem {
    let fields = ContactFields(
      name: name.map { Sensitive($0) }, socialName: nil,
      phones: [stored.flatMap { PhoneNumber($0, areaCode: nil) }].compactMap(\.self)
        .map(Sensitive.init), emails: [], cpf: nil, birthDate: nil, city: nil, state: nil,
      notes: nil, guardian: nil, safeChannel: nil)
    var entries = [
      entry(0, .name("Conceição Araújo"), "Conceição Araújo", isApplied: name == nil),
      entry(3, .city("Niterói"), nil, isApplied: false),
      entry(2, .urgency(.medium), nil, isApplied: true, origin: .rule, isGrounded: true),
    ]
    if let phone = PhoneNumber("21988776655", areaCode: nil) {
      entries.append(
        entry(1, .phone(phone), "21988776655", isApplied: stored == nil, origin: .rule))
    }
    return ReviewItem(
      state: state, failure: failure, contact: contact(version: version, fields: fields),
      interaction: interaction(4, note), entries: entries)
  }

  private static func entry(
    _ id: Int, _ value: FieldValue, _ excerpt: String?, isApplied: Bool,
    origin: FieldOrigin = .model, isGrounded: Bool? = nil
  ) -> ReviewEntry {
    ReviewEntry(
      id: id, value: Sensitive(value), origin: origin, model: "llama3:8b", promptVersion: "2",
      span: excerpt.flatMap(span), isGrounded: isGrounded ?? (excerpt != nil),
      isApplied: isApplied)
  }
}

extension ScreenDriver {
  /// A desk with **Fila** in view.
  static func openQueue(
    columns: Int = 80, rows: Int = 24, roles: Set<Role> = [.attendant],
    _ glance: QueueGlance = People.glance()
  ) -> ScreenDriver {
    var driver = open(columns: columns, rows: rows, roles: roles)
    driver.press(.escape, .character("2"))
    driver.answerLook(glance)
    return driver
  }

  /// Opens the review of a text, and answers with what was found in it.
  static func openReview(
    columns: Int = 80, rows: Int = 24, _ item: ReviewItem = People.reviewItem()
  ) -> ScreenDriver {
    var driver = openQueue(columns: columns, rows: rows)
    driver.press(.down, .enter)
    driver.answerReview(item)
    return driver
  }

  mutating func answerLook(_ glance: QueueGlance) {
    for case .queue(.look(_, _, let request)) in effects.reversed() {
      send(.queue(.looked(request, .success(glance))))
      return
    }
  }

  mutating func answerReview(_ item: ReviewItem) {
    for case .queue(.open(_, let request)) in effects.reversed() {
      send(.queue(.opened(request, .success(item))))
      return
    }
  }

  mutating func answerReviewed(_ result: Result<ReviewReceipt, Failure>) {
    for case .queue(.review(_, _, _, let request)) in effects.reversed() {
      send(.queue(.reviewed(request, result)))
      return
    }
  }

  /// The newest decisions sent to the store.
  var decisions: [Int: ReviewDecision]? {
    for case .queue(.review(_, let decisions, _, _)) in effects.reversed() { return decisions }
    return nil
  }

  var queue: QueueScreen? { model.queue }

  var review: ReviewForm? {
    if case .review(let screen) = model.screen, case .shown(let shown) = screen.phase {
      shown.review
    } else {
      nil
    }
  }
}
