internal import FoundationEssentials

extension Draft {
  /// Whose record it was typed into; nil for a form of somebody new, or of something else.
  var person: UID? {
    // Forms of other versions speak otherwise, and are of nobody that is known.
    guard
      let read = try? JSONDecoder().decode(
        Document.self, from: Data(contents.revealed(for: .storage).utf8))
    else { return nil }
    return (read.subject.record ?? read.subject.contact).flatMap { UID($0.uid) }
  }

  private struct Document: Decodable {
    let subject: Subject
  }

  private struct Subject: Decodable {
    let contact, record: Person?
  }

  private struct Person: Decodable {
    let uid: String
  }
}
