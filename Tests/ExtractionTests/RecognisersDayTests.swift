import ContactsCore
import Extraction
import Testing

/// Notes of an ordinary day: each way of saying a thing, beside the same words where they say something else.
@Suite("Recognisers: an ordinary day's notes")
struct RecognisersDayTests {
  @Test(arguments: [
    (
      "Ana Prado: 31 3222-1010 casa, 31 98811-2020 celular. Prefere o de casa",
      ["+553132221010", "+5531988112020"]
    ),
    (
      "Ana Prado: 31 98811-2020 (cel), 31 3222-1010 (res). Prefere em casa",
      ["+553132221010", "+5531988112020"]
    ),
    (
      "Ana Prado: 31 98811-2020 cel, 31 3222-1010 trab. Prefere no trabalho",
      ["+553132221010", "+5531988112020"]
    ),
    (
      "Casa: 31 3222-1010, trabalho: 31 98811-2020. Prefere em casa. Ana Prado",
      ["+553132221010", "+5531988112020"]
    ),
  ])
  func `a preference finds the number by the word after it`(note: String, phones: [String]) {
    #expect(extract(note).fields.phones.map(\.value.value) == phones, "\(note)")
  }
}
