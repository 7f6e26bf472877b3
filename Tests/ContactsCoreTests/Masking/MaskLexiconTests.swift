import Testing

@testable import ContactsCore

@Suite struct MaskLexiconTests {
  /// Letters of other alphabets, ligatures, marks of their own, invisible characters, full-width digits.
  static let texts = [
    "", "ana", "São João d'Aliança", "  MARIA   da  Penha ", "Olho-d'Água das Flores",
    "Ñandú Šašek",
    "Straße 9", "ﬁm de ano", "Jose\u{301} da Silva", "a\u{200b}b", "１２ de Maio", "Иван да Марья",
  ]

  @Test(arguments: texts) func `a word has the hash of its folded letters`(text: String) {
    let hash = MaskLexicon.Hash.ofFolded(Array(text.utf8))
    #expect(hash == MaskLexicon.Hash.of(folded(text).utf8))
  }

  @Test(arguments: texts) func `an expression has that of its words`(text: String) {
    let hash = MaskLexicon.Hash.ofFoldedWords(Array(text.utf8))
    #expect(hash == MaskLexicon.Hash.of(foldedWords(text).joined(separator: " ").utf8))
  }

  @Test func `every list is read whole`() {
    let lexicon = MaskLexicon.shared
    for name in EmbeddedFile.givenNames.lines {
      let word = lexicon[MaskLexicon.Hash.of(folded(String(name)).utf8)]
      #expect(word?.traits.contains(.givenName) == true, "\(name)")
    }
    for line in EmbeddedFile.municipalities.lines.dropFirst() {
      let words = foldedWords(String(line.prefix { $0 != ";" })).joined(separator: " ")
      #expect(lexicon.isPhrase(MaskLexicon.Hash.of(words.utf8)), "\(line)")
    }
    #expect(lexicon[MaskLexicon.Hash.of("vinte".utf8)]?.number == 20)
    #expect(lexicon.isPhrase(MaskLexicon.Hash.of("tome de souza".utf8)))
  }
}
