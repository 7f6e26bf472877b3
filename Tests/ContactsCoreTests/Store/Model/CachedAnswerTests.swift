import TestSupport
import Testing

@testable import ContactsCore

@Suite("Answers given before")
struct CachedAnswerTests {
  let clock = SteppedClock()

  private let answer = CachedAnswer(findings: [
    .span(.name, 14..<25), .span(.phones, 36..<51), .span(.phones, 60..<70), .absent(.cpf),
    .urgency(.high), .state(.SP), .absent(.urgency),
  ])

  @Test func `an answer comes back as it was kept, and without a word of the note`() async throws {
    let store = try await TestStore(surroundings: clock.surroundings)
    let note = Sensitive("Meu nome é a Maria Silva")
    let key = try await store.book.answerKey(digest: "365c", prompt: "2", note: note)
    #expect(try await store.book.cachedAnswer(key) == nil)
    try await store.book.keepAnswer(key, answer)
    #expect(try await store.book.cachedAnswer(key) == answer)
    let connection = try Connection(path: store.folder.data.database, access: .reading)
    let kept = try connection.rows("SELECT answer FROM model_answers") {
      (row) throws(StoreError) in try row.text(0)
    }
    #expect(
      kept == ["nome 14 25;telefones 36 51;telefones 60 70;cpf;urgencia alta;uf SP;urgencia"])
  }

  @Test func `model, prompt and note all make the key, and no two lists of them the same`()
    async throws
  {
    let store = try await TestStore(surroundings: clock.surroundings)
    let other = try await TestStore(surroundings: clock.surroundings)
    var keys: [[UInt8]] = []
    for (digest, prompt, note) in [
      ("a", "1", "x"), ("b", "1", "x"), ("a", "2", "x"), ("a", "1", "y"), ("a1", "", "x"),
      ("", "a1", "x"),
    ] {
      keys.append(
        try await store.book.answerKey(digest: digest, prompt: prompt, note: Sensitive(note)))
    }
    #expect(Set(keys).count == keys.count)
    let same = try await store.book.answerKey(digest: "a", prompt: "1", note: Sensitive("x"))
    #expect(same == keys[0])
    let elsewhere = try await other.book.answerKey(digest: "a", prompt: "1", note: Sensitive("x"))
    #expect(elsewhere != keys[0])
  }

  @Test func `a thousand are kept, and the one used longest ago goes first`() async throws {
    let store = try await TestStore(surroundings: clock.surroundings)
    func key(_ number: Int) -> [UInt8] { [UInt8(number >> 8), UInt8(number & 0xff)] }
    for number in 0..<1000 {
      try await store.book.keepAnswer(key(number), answer)
      clock.advance(seconds: 60)
    }
    // Used again, so that it is no longer the oldest.
    #expect(try await store.book.cachedAnswer(key(0)) == answer)
    try await store.book.keepAnswer(key(1000), answer)
    #expect(try await store.book.cachedAnswer(key(0)) == answer)
    #expect(try await store.book.cachedAnswer(key(1)) == nil)
    #expect(try await store.book.cachedAnswer(key(2)) == answer)
  }

  @Test(arguments: [
    "nome 1", "nome 5 5", "nome 9 2", "nome -1 2", "apelido 1 2", "nome 1 2 3", "uf XX",
  ])
  func `what no version has written is no answer`(_ stored: String) {
    #expect(CachedAnswer(stored: stored) == nil)
  }
}
