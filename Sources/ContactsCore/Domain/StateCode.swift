/// One of the 26 states or the Federal District.
public enum StateCode: String, Sendable, CaseIterable, Codable {
  case AC, AL, AM, AP, BA, CE, DF, ES, GO, MA, MG, MS, MT, PA, PB, PE, PI, PR, RJ, RN, RO, RR, RS,
    SC, SE, SP, TO
}
