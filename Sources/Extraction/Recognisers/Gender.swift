/// What a word says of somebody's gender, where it says anything.
enum Gender: Sendable {
  case female, male

  /// By how a given name ends, as it is written: "Kauã" ends in no "a".
  init?(ofGivenName index: Int, in view: NoteView) {
    let name = view.tokens[index]
    let letters = view.folded(name)
    guard name.count > 2, !Self.unclear.contains(name.hash),
      Lexicon.shared.givenNames.contains(name.hash), Array(letters.suffix(2)) != Array("ko".utf8)
    else { return nil }
    switch view.text(ofTokens: index..<index + 1).utf8.last {
    case UInt8(ascii: "a"), UInt8(ascii: "A"): self = .female
    case UInt8(ascii: "o"), UInt8(ascii: "O"): self = .male
    default:
      func ends(_ suffixes: [String]) -> Bool {
        suffixes.contains { letters.suffix($0.utf8.count).elementsEqual($0.utf8) }
      }
      if ends(["iane", "ine", "ete", "ice", "eide", "ilde", "ele"]) {
        self = .female
      } else if ends(["os", "son", "ton", "uel", "iel"]) {
        self = .male
      } else {
        return nil
      }
    }
  }

  init?(ofKin word: WordHash) {
    if Self.women.contains(word) {
      self = .female
    } else if Self.men.contains(word) {
      self = .male
    } else {
      return nil
    }
  }

  init?(ofPronoun word: WordHash) {
    if word == "dela" {
      self = .female
    } else if word == "dele" {
      self = .male
    } else {
      return nil
    }
  }

  private static let women: WordSet = [
    "mae", "filha", "esposa", "irma", "tia", "sogra", "cunhada", "prima", "neta", "sobrinha",
    "namorada", "noiva", "companheira", "vizinha", "amiga", "nora", "madrasta", "enteada",
    "madrinha", "afilhada", "menina", "mamae", "comadre", "inquilina", "cuidadora", "patroa",
  ]
  private static let men: WordSet = [
    "pai", "filho", "marido", "esposo", "irmao", "tio", "sogro", "cunhado", "primo", "neto",
    "sobrinho", "namorado", "noivo", "companheiro", "vizinho", "amigo", "genro", "padrasto",
    "enteado", "padrinho", "afilhado", "menino", "papai", "compadre", "inquilino", "rapaz",
    "patrao",
  ]
  /// Given names whose end tells nothing.
  private static let unclear: WordSet = [
    "socorro", "consuelo", "amparo", "rosario", "remedio", "consolo", "livramento", "desterro",
    "carmo", "perpetuo", "luca", "nicola", "juca", "joca", "zeca", "guga", "tuca", "duda", "caua",
    "kaua", "josafa", "noa", "batista", "garcia", "rocha", "issa", "sasha", "micah", "uba", "ruda",
    "rosa", "conceicao", "cleo", "akira", "kenta", "costa", "silva", "souza", "sousa", "lima",
    "pereira", "oliveira", "moura", "barbosa", "nogueira", "andrea", "jura", "mica", "muriel",
    "remedios", "lourdes", "maurice", "gabriele",
  ]
}
