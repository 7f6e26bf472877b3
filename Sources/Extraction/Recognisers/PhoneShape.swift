internal import ContactsCore

/// How much a row of digits looks like a telephone of Brazil.
enum PhoneShape: Int, Comparable, Sendable {
  /// Eight to eleven digits that no number has: a digit missing, most likely.
  case odd = 30
  /// Two digits in front that are no DDD.
  case unknownAreaCode = 40
  /// Eight digits without DDD.
  case local8 = 50
  /// Nine digits that begin with 9, without DDD.
  case local9 = 60
  /// DDD and eight digits that begin with 6 to 9: before the ninth digit.
  case oldMobile = 85
  case landline = 90
  case mobile = 100
  case tollFree = 101

  static func < (left: PhoneShape, right: PhoneShape) -> Bool { left.rawValue < right.rawValue }

  /// Whether a DDD was given, right or wrong.
  var hasAreaCode: Bool { self == .unknownAreaCode || self >= .oldMobile }

  /// Reads digits as dialled, `isInternational` when a plus sign stands before them.
  init?(_ digits: ArraySlice<UInt8>, isInternational: Bool) {
    var rest = digits
    if isInternational {
      guard rest.starts(with: [5, 5]) else { return nil }
      rest = rest.dropFirst(2)
    } else if rest.starts(with: [0, 0, 5, 5]) {
      rest = rest.dropFirst(4)
    } else if rest.count == 12 || rest.count == 13, rest.starts(with: [5, 5]) {
      rest = rest.dropFirst(2)
    }
    if rest.first == 0 {
      if rest.starts(with: [0, 8, 0, 0]) || rest.starts(with: [0, 3, 0, 0])
        || rest.starts(with: [0, 5, 0, 0])
      {
        guard rest.count == 10 || rest.count == 11 else { return nil }
        self = .tollFree
        return
      }
      rest = rest.dropFirst()
      // Two zeros lead abroad.
      if rest.first == 0 { return nil }
      if rest.count == 12 || rest.count == 13 { rest = rest.dropFirst(2) }
      guard rest.count == 10 || rest.count == 11 else { return nil }
    }
    self.init(national: rest)
  }

  private init?(national: ArraySlice<UInt8>) {
    let all = Array(national)
    switch all.count {
    case 8: self = (2...9).contains(all[0]) ? .local8 : .odd
    case 9: self = all[0] == 9 ? .local9 : .odd
    case 10, 11:
      let isMobile = all.count == 11 && all[2] == 9
      if !Self.isAreaCode(all[0], all[1]) {
        self = isMobile || all.count == 10 ? .unknownAreaCode : .odd
      } else if all.count == 11 {
        self = isMobile ? .mobile : .odd
      } else {
        self = all[2] >= 6 ? .oldMobile : all[2] >= 2 ? .landline : .odd
      }
    default: return nil
    }
  }

  static func isAreaCode(_ tens: UInt8, _ unit: UInt8) -> Bool {
    areaCodes[Int(tens) * 10 + Int(unit)]
  }

  private static let areaCodes: [Bool] = (0..<100).map { AreaCodes.all.contains(String($0)) }
}
