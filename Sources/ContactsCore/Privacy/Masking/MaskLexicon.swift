/// What a word tells about the values around it.
struct MaskWord: Equatable, Sendable {
  var traits: Traits = []
  var label: Label = .none
  /// What the word is worth when digits are dictated; -1 for other words.
  var number: Int16 = -1

  struct Traits: OptionSet, Sendable {
    let rawValue: UInt32
    static let filler = Traits(rawValue: 1 << 0)
    static let unit = Traits(rawValue: 1 << 1)
    static let joint = Traits(rawValue: 1 << 2)
    static let strongCue = Traits(rawValue: 1 << 3)
    static let personCue = Traits(rawValue: 1 << 4)
    static let title = Traits(rawValue: 1 << 5)
    static let vocative = Traits(rawValue: 1 << 6)
    static let thing = Traits(rawValue: 1 << 7)
    static let place = Traits(rawValue: 1 << 8)
    static let company = Traits(rawValue: 1 << 9)
    static let vehicle = Traits(rawValue: 1 << 10)
    static let code = Traits(rawValue: 1 << 11)
    static let particle = Traits(rawValue: 1 << 12)
    static let month = Traits(rawValue: 1 << 13)
    static let dateWord = Traits(rawValue: 1 << 14)
    static let givenName = Traits(rawValue: 1 << 15)
    static let surname = Traits(rawValue: 1 << 16)
    static let ambiguous = Traits(rawValue: 1 << 17)
    static let common = Traits(rawValue: 1 << 18)
    static let verb = Traits(rawValue: 1 << 19)
    /// `oi`, `prezada`, `att`, `abraços`: what opens or ends a letter.
    static let greeting = Traits(rawValue: 1 << 20)
    static let street = Traits(rawValue: 1 << 21)
    static let bank = Traits(rawValue: 1 << 22)
  }

  /// What a word announces.
  enum Label: UInt8, Sendable {
    case none, cpf, cnpj, rg, cnh, titulo, pis, cns, telefone, numero, cep, email, pix, chave, placa
    case conta, nascimento, documento, cartao
    /// A number that is nobody's.
    case negativo
  }
}

/// The words of `data/mascaramento/palavras.txt` and of the lists of names, found by the hash of their folded letters.
struct MaskLexicon: Sendable {
  static let shared = MaskLexicon()

  private var keys: [UInt64]
  private var words: [MaskWord]
  private let mask: Int
  /// Names of places and other expressions that are no person's, by the hash of their folded words.
  private let phrases: Set<UInt64>

  /// FNV-1a, over the letters in lower case.
  struct Hash {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ unit: UInt8) {
      value = (value ^ UInt64(unit)) &* 0x0000_0100_0000_01b3
    }

    static func of(_ word: some Sequence<UInt8>) -> UInt64 {
      var hash = Hash()
      for unit in word { hash.add(unit) }
      return hash.value
    }

    static func ofFolded(_ text: some Collection<UInt8>) -> UInt64 {
      var hash = Hash()
      guard !foldLatin(text, into: { hash.add($0) }) else { return hash.value }
      return of(folded(String(decoding: text, as: UTF8.self)).utf8)
    }

    /// Of the words, with one space between them.
    static func ofFoldedWords(_ text: some Collection<UInt8>) -> UInt64 {
      var hash = Hash()
      var gap = false
      var isEmpty = true
      let isLatin = foldLatin(text) { unit in
        guard (0x61...0x7a).contains(unit) || (0x30...0x39).contains(unit) else {
          gap = true
          return
        }
        if gap, !isEmpty { hash.add(UInt8(ascii: " ")) }
        hash.add(unit)
        gap = false
        isEmpty = false
      }
      guard !isLatin else { return hash.value }
      return of(
        foldedWords(String(decoding: text, as: UTF8.self)).joined(separator: " ").utf8)
    }
  }

  subscript(hash: UInt64) -> MaskWord? {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while keys[slot] != 0 {
      if keys[slot] == hash { return words[slot] }
      slot = (slot + 1) & mask
    }
    return nil
  }

  func isPhrase(_ hash: UInt64) -> Bool { phrases.contains(hash) }

  private init() {
    var entries: [UInt64: MaskWord] = [:]
    var phrases: Set<UInt64> = []
    entries.reserveCapacity(5000)
    phrases.reserveCapacity(6000)
    func note(_ word: some Collection<UInt8>, _ change: (inout MaskWord) -> Void) {
      change(&entries[Hash.ofFolded(word), default: MaskWord()])
    }
    // By bytes: these are thousands of lines, and a command that masks one sentence waits for them.
    for line in lines(of: .masking) where line.first != UInt8(ascii: "#") {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let name = String(decoding: line[..<colon], as: UTF8.self)
      let rest = line[(colon + 1)...]
      if name == "frase" {
        for phrase in rest.split(separator: UInt8(ascii: ";")) {
          phrases.insert(Hash.ofFoldedWords(phrase))
        }
      } else if let label = MaskLexicon.labels[name] {
        for word in rest.split(separator: UInt8(ascii: " ")) { note(word) { $0.label = label } }
      } else if let trait = MaskLexicon.traits[name] {
        for word in rest.split(separator: UInt8(ascii: " ")) {
          note(word) { $0.traits.insert(trait) }
        }
      }
    }
    for (trait, file) in [
      (MaskWord.Traits.givenName, EmbeddedFile.givenNames), (.surname, EmbeddedFile.surnames),
    ] {
      for name in lines(of: file) { note(name) { $0.traits.insert(trait) } }
    }
    for (word, number) in MaskLexicon.numbers { note(word.utf8) { $0.number = number } }
    for line in lines(of: .municipalities).dropFirst() {
      phrases.insert(Hash.ofFoldedWords(line.prefix { $0 != UInt8(ascii: ";") }))
    }
    self.phrases = phrases
    var size = 1024
    while size < entries.count * 2 { size *= 2 }
    mask = size - 1
    keys = [UInt64](repeating: 0, count: size)
    words = [MaskWord](repeating: MaskWord(), count: size)
    for (hash, word) in entries {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while keys[slot] != 0 { slot = (slot + 1) & mask }
      keys[slot] = hash
      words[slot] = word
    }
  }

  private static let labels: [String: MaskWord.Label] = [
    "rotulo.cpf": .cpf, "rotulo.cnpj": .cnpj, "rotulo.rg": .rg, "rotulo.cnh": .cnh,
    "rotulo.titulo": .titulo, "rotulo.pis": .pis, "rotulo.cns": .cns,
    "rotulo.telefone": .telefone, "rotulo.numero": .numero, "rotulo.cep": .cep,
    "rotulo.email": .email, "rotulo.pix": .pix, "rotulo.chave": .chave, "rotulo.placa": .placa,
    "rotulo.conta": .conta, "rotulo.nascimento": .nascimento, "rotulo.documento": .documento,
    "rotulo.cartao": .cartao, "rotulo.negativo": .negativo,
  ]

  private static let traits: [String: MaskWord.Traits] = [
    "enchimento": .filler, "unidade": .unit, "juncao": .joint, "nome.forte": .strongCue,
    "nome.pessoa": .personCue, "nome.titulo": .title, "nome.vocativo": .vocative,
    "nome.verbo": .verb, "nome.saudacao": .greeting, "via": .street, "instituicao": .bank,
    "nome.coisa": .thing, "lugar": .place, "empresa": .company, "veiculo": .vehicle,
    "letras": .code, "particula": .particle, "mes": .month, "data": .dateWord,
    "prenome": .givenName, "sobrenome": .surname, "ambiguo": .ambiguous, "comum": .common,
  ]

  private static let numbers: [(String, Int16)] = [
    ("zero", 0), ("um", 1), ("uma", 1), ("hum", 1), ("dois", 2), ("duas", 2), ("tres", 3),
    ("quatro", 4), ("cinco", 5), ("seis", 6), ("meia", 6), ("sete", 7), ("oito", 8), ("nove", 9),
    ("dez", 10), ("onze", 11), ("doze", 12), ("treze", 13), ("quatorze", 14), ("catorze", 14),
    ("quinze", 15), ("dezesseis", 16), ("dezessete", 17), ("dezoito", 18), ("dezenove", 19),
    ("vinte", 20), ("trinta", 30), ("quarenta", 40), ("cinquenta", 50), ("sessenta", 60),
    ("setenta", 70), ("oitenta", 80), ("noventa", 90), ("cem", 100), ("cento", 100),
    ("duzentos", 200), ("trezentos", 300), ("quatrocentos", 400), ("quinhentos", 500),
    ("seiscentos", 600), ("setecentos", 700), ("oitocentos", 800), ("novecentos", 900),
  ]
}

private func lines(of file: EmbeddedFile) -> [UnsafeBufferPointer<UInt8>.SubSequence] {
  file.bytes.split(separator: UInt8(ascii: "\n"))
}
