import ContactsCore
import Glibc

/// The sweep of a whole store for records of one person: how many of those planted it finds, and how many that it finds
/// were planted.
struct DuplicateScenario {
  /// Of so many people each has a second record.
  private static let share = 50

  /// What was done to the second record of one person.
  enum Kind: Int, CaseIterable {
    case typo, sound, missingName, initial, phone, email, cpf, domain

    var label: String {
      switch self {
      case .typo: "a slip in one name, same city"
      case .sound: "a name spelt by its sound, same city"
      case .missingName: "a middle name left out, same city"
      case .initial: "a middle name as an initial, same city"
      case .phone: "same telephone without DDD, slip in the name"
      case .email: "same e-mail, first and last name only"
      case .cpf: "same CPF, another name"
      case .domain: "slip in the name, same e-mail domain, another city"
      }
    }
  }

  let people: Int
  let book: ContactBook
  let actor: Actor
  /// The identifiers of the two records of each planted person.
  let truth: [Set<UID>: Kind]

  func run(into table: inout Table) async throws {
    var sweep: DuplicateSweep?
    let time = try await measured(3) { _ in
      sweep = try await book.sweepDuplicates(limit: 1_000_000, as: actor)
    }
    let found = Set((sweep?.pairs ?? []).map { Set([$0.first.uid, $0.second.uid]) })
    let right = found.filter { truth[$0] != nil }.count
    let name = "sweep \(people) contacts for \(truth.count) planted duplicates"
    table.add(
      Row(
        scenario: name, ours: time,
        beside: isPromised
          ? .limit(milliseconds: 10_000)
          : .number(
            Double(found.count), unit: "pairs found", limit: nil)))
    table.add(
      Row(
        scenario: "\(name): precision, of \(found.count) found",
        beside: .number(
          percent(right, found.count), unit: "%", limit: isPromised ? 95 : nil, atLeast: true)))
    table.add(
      Row(
        scenario: "\(name): recall",
        beside: .number(
          percent(right, truth.count), unit: "%", limit: isPromised ? 90 : nil, atLeast: true)))
    for kind in Kind.allCases {
      let of = truth.filter { $0.value == kind }
      let hits = of.filter { found.contains($0.key) }.count
      table.add(
        Row(
          scenario: "recall of \(of.count): \(kind.label)",
          beside: .number(percent(hits, of.count), unit: "%", limit: nil)))
    }
    var wrong: [String: Int] = [:]
    for pair in sweep?.pairs ?? [] where truth[[pair.first.uid, pair.second.uid]] == nil {
      wrong[pair.rule.rawValue, default: 0] += 1
    }
    for (rule, count) in wrong.sorted(by: { $0.key < $1.key }) {
      table.add(
        Row(
          scenario: "found and not planted, by the rule \(rule)",
          beside: .number(Double(count), unit: "pairs", limit: nil)))
    }
  }

  // MARK: - What is known

  /// Keeps which records are of one person beside their store.
  static func write(_ truth: [Set<UID>: Kind], to path: String) throws {
    let lines = truth.map { pair, kind in
      pair.map(\.text).joined(separator: " ") + " \(kind.rawValue)"
    }
    try bench.write(lines.joined(separator: "\n"), to: path)
  }

  static func read(_ path: String) throws -> [Set<UID>: Kind] {
    var truth: [Set<UID>: Kind] = [:]
    for line in try text(of: path).split(separator: "\n") {
      let parts = line.split(separator: " ").map(String.init)
      guard parts.count == 3, let first = UID(parts[0]), let second = UID(parts[1]),
        let kind = Int(parts[2]).flatMap(Kind.init(rawValue:))
      else { throw Failure("\(path) holds another line") }
      truth[[first, second]] = kind
    }
    return truth
  }

  /// What is promised is promised of a hundred thousand.
  private var isPromised: Bool { people == 100_000 }

  private func percent(_ part: Int, _ whole: Int) -> Double {
    whole == 0 ? 0 : Double(part) * 100 / Double(whole)
  }

  // MARK: - People

  /// Fills an empty store, and answers which records are of one person.
  static func fill(
    _ book: ContactBook, with people: Int, as actor: Actor, surroundings: Surroundings
  ) async throws -> [Set<UID>: Kind] {
    let givenNames = EmbeddedFile.givenNames.text.split(separator: "\n").map(String.init)
    let surnames = EmbeddedFile.surnames.text.split(separator: "\n").map(String.init)
    var truth: [Set<UID>: Kind] = [:]
    var number = 0
    while number < people {
      let end = min(number + 2000, people)
      let persons = (number..<end).map { Person($0, givenNames, surnames) }
      let uids = try await save(persons.map(\.fields), book, actor, surroundings)
      // The second record of every fiftieth.
      let twins = persons.indices.filter { (number + $0) % share == 0 }
      let kinds = twins.map {
        Kind.allCases[(number + $0) / share % Kind.allCases.count]
      }
      let others = try await save(
        zip(twins, kinds).map { persons[$0].changed($1) }, book, actor, surroundings)
      for (index, (twin, kind)) in zip(twins, kinds).enumerated() {
        truth[[uids[twin], others[index]]] = kind
      }
      number = end
    }
    return truth
  }

  private static func save(
    _ all: [ContactFields], _ book: ContactBook, _ actor: Actor, _ surroundings: Surroundings
  ) async throws -> [UID] {
    try await book.importContacts(
      all.map {
        Registration(
          target: .new($0), interaction: nil, consent: .notAsked,
          idempotencyKey: surroundings.newUID(), draft: nil)
      }, as: actor
    ).map { try $0.get().uid }
  }

  /// An invented person whose names are as common as the lists they are drawn from: the first of a list come most.
  struct Person {
    let words: [String]
    let city, areaCode, subscriber, email, domain: String
    let state: StateCode
    let cpf: CPF?

    init(_ number: Int, _ givenNames: [String], _ surnames: [String]) {
      var random = Mixer(UInt64(number) &+ 77)
      func common(_ list: [String]) -> String {
        // Squared, so that some names are many people's.
        let place = random.below(1000) * random.below(1000) * list.count / 1_000_000
        return list[(place * 7919) % list.count]
      }
      words =
        [common(givenNames)] + (number % 3 == 0 ? [common(givenNames)] : [])
        + [common(surnames), common(surnames)]
      let place = random.pick(Invented.cities)
      (city, state, areaCode) = (place.0, place.1, place.2)
      subscriber =
        "9\(6 + random.below(4))\(String(10_000_000 + random.below(10_000_000)).suffix(7))"
      // Not by what also decides who is planted.
      domain = number / 7 % 2 == 0 ? "gmail.com" : "empresa\(random.below(400)).com.br"
      email = "pessoa\(number)@\(domain)"
      cpf = number % 3 == 0 ? Invented.cpf(number) : nil
    }

    private func fields(
      _ words: [String], phone: String, email: String, cpf: CPF?, city: String
    ) -> ContactFields {
      ContactFields(
        name: Sensitive(words.joined(separator: " ")),
        phones: PhoneNumber(phone, areaCode: nil).map { [Sensitive($0)] } ?? [],
        emails: EmailAddress(email).map { [Sensitive($0)] } ?? [], cpf: cpf.map { Sensitive($0) },
        city: Sensitive(city), state: nil)
    }

    var fields: ContactFields {
      fields(words, phone: areaCode + subscriber, email: email, cpf: cpf, city: city)
    }

    /// The same person as somebody else wrote them down.
    func changed(_ kind: Kind) -> ContactFields {
      var random = Mixer(UInt64(subscriber) ?? 1)
      let phone = areaCode + "3\(String(10_000_000 + random.below(10_000_000)).suffix(7))"
      let email = "outra\(random.below(100_000_000))@gmail.com"
      var other = fields(words, phone: phone, email: email, cpf: nil, city: city)
      func name(_ words: [String]) -> Sensitive<String> { Sensitive(words.joined(separator: " ")) }
      switch kind {
      case .typo: other.name = name(slip(&random))
      case .sound: other.name = name(words.map(Self.bySound))
      case .missingName: other.name = name([words[0]] + words.dropFirst(2))
      case .initial: other.name = name([words[0], "\(words[1].prefix(1))."] + words.dropFirst(2))
      case .phone:
        other = fields(slip(&random), phone: subscriber, email: email, cpf: nil, city: "Santos")
      case .email:
        other = fields(
          [words[0], words[words.count - 1]], phone: phone, email: self.email, cpf: nil,
          city: "Santos")
      case .cpf:
        other = fields(["Maria"], phone: phone, email: email, cpf: cpf, city: "Santos")
        if cpf == nil { other.emails = fields.emails }
      case .domain:
        other = fields(
          slip(&random), phone: phone, email: "x.\(self.email)", cpf: nil, city: "Santos")
      }
      return other
    }

    /// One of the words with a letter missing, doubled, or two of them the wrong way round.
    private func slip(_ random: inout Mixer) -> [String] {
      var words = words
      let place = words.indices.max { words[$0].count < words[$1].count } ?? 0
      var letters = Array(words[place])
      let at = 1 + random.below(max(1, letters.count - 2))
      switch random.below(3) {
      case 0 where letters.count > 4: letters.remove(at: at)
      case 1 where at + 1 < letters.count: letters.swapAt(at, at + 1)
      default: letters.insert(letters[at], at: at)
      }
      words[place] = String(letters)
      return words
    }

    private static func bySound(_ word: String) -> String {
      var text = word
      for (sound, other) in [("z", "s"), ("i", "y"), ("f", "ph"), ("c", "c")] {
        if let place = text.dropFirst().firstIndex(of: Character(sound)) {
          text.replaceSubrange(place...place, with: other)
          break
        }
      }
      return text
    }
  }
}
