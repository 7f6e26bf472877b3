import ContactsCore

/// Files of invented people, as another program would have written them.
enum InventedFile {
  /// Writes a file piece by piece: a million people in one text would count as memory of whatever is started next.
  ///
  /// - Parameters:
  ///   - heading: Stands before the first.
  ///   - people: So many, from the number given.
  ///   - count: How many there are.
  ///   - path: The file.
  /// - Throws: When it cannot be written.
  static func write(
    _ heading: String = "", _ people: (_ count: Int, _ first: Int) -> String, _ count: Int,
    to path: String
  ) throws(Failure) {
    try bench.write(heading, to: path)
    for first in stride(from: 0, to: count, by: 10_000) {
      try bench.write(people(min(10_000, count - first), first), to: path, mode: "a")
    }
  }

  struct Person {
    let name, phone, email, cpf, city, state: String

    init(_ number: Int) {
      var random = Mixer(UInt64(number))
      name =
        "\(random.pick(Invented.firstNames)) \(random.pick(Invented.surnames)) "
        + random.pick(Invented.surnames)
      let (city, state, areaCode) = random.pick(Invented.cities)
      self.city = city
      self.state = state.rawValue
      let digits = String(10_000_000 + random.below(10_000_000)).suffix(7)
      phone = "(\(areaCode)) 9\(6 + random.below(4))\(digits.prefix(3))-\(digits.suffix(4))"
      email = "pessoa\(number)@exemplo.com.br"
      cpf = number % 3 == 0 ? Invented.cpf(number)?.digits ?? "" : ""
    }
  }

  static let csvHeading = "nome;telefone;email;cpf;cidade;uf\n"

  static func csv(_ count: Int, from first: Int) -> String { csvHeading + csvRows(count, first) }

  static func csvRows(_ count: Int, _ first: Int) -> String {
    var text = ""
    for number in first..<first + count {
      let one = Person(number)
      text += "\(one.name);\(one.phone);\(one.email);\(one.cpf);\(one.city);\(one.state)\n"
    }
    return text
  }

  static func json(_ count: Int, _ first: Int) -> String {
    var text = ""
    for number in first..<first + count {
      let one = Person(number)
      text +=
        "{\"nome\": \"\(one.name)\", \"telefones\": [\"\(one.phone)\"], \"emails\": [\"\(one.email)\"], "
        + (one.cpf.isEmpty ? "" : "\"cpf\": \"\(one.cpf)\", ")
        + "\"cidade\": \"\(one.city)\", \"uf\": \"\(one.state)\"}\n"
    }
    return text
  }

  static func vCards(_ count: Int, _ first: Int) -> String {
    var text = ""
    for number in first..<first + count {
      let one = Person(number)
      text +=
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:\(one.name)\r\nTEL;TYPE=cell:\(one.phone)\r\n"
        + "EMAIL:\(one.email)\r\nADR:;;;\(one.city);\(one.state);;BR\r\nEND:VCARD\r\n"
    }
    return text
  }
}
