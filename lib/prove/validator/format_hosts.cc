// Addresses and names of hosts, and mailboxes.

#include "base/utf8.h"
#include "prove/validator/format.h"

#include <algorithm>
#include <string>
#include <vector>

namespace verdiff::validator {

namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (;;) {
    const std::size_t at = text.find(separator);
    out.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return out;
    text.remove_prefix(at + 1);
  }
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 128; });
}

constexpr std::size_t max_label = 63;  // RFC 1035 §2.3.4
constexpr std::size_t max_name = 253;  // RFC 1035 §2.3.4, less the length octets
constexpr std::size_t max_local = 64;  // RFC 5321 §4.5.3.1.1
constexpr int max_pieces = 8;

/// Letters, digits and hyphens, no hyphen at either end; `free`: other than ASCII, too.
bool is_label(std::string_view label, bool free) {
  return !label.empty() && label.front() != '-' && label.back() != '-' &&
         std::all_of(label.begin(), label.end(), [&](char c) {
           return is_letter(c) || is_digit(c) || c == '-' ||
                  (free && static_cast<unsigned char>(c) >= 128);
         });
}

/// `--` in the third and fourth place is reserved (RFC 5891 §4.2.3.1).
bool is_reserved(std::string_view label) {
  return label.size() >= 4 && label.substr(2, 2) == "--";
}
bool is_a_label(std::string_view label) {
  return is_reserved(label) && (label[0] == 'x' || label[0] == 'X') &&
         (label[1] == 'n' || label[1] == 'N');
}

/// A label that starts with `xn--` stands for another one, which has to be valid itself: that takes
/// the tables of RFC 5892.
std::optional<bool> is_ascii_hostname(std::string_view text) {
  if (text.empty() || text.size() > max_name) return false;
  bool told = true;
  for (const std::string_view label : split(text, '.')) {
    if (label.size() > max_label || !is_label(label, false)) return false;
    if (is_a_label(label)) {
      if (label.size() == 4) return false;
      told = false;
    }
  }
  return told ? std::optional(true) : std::nullopt;
}

/// The ideographic and the wide full stops separate labels as well (RFC 3490 §3.1).
std::string with_plain_dots(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const char32_t c = take_code_point(text);
    const bool dot = c == 0x3002 || c == 0xFF0E || c == 0xFF61;
    append_utf8(out, dot ? U'.' : c);
  }
  return out;
}

bool is_atom_char(char c, bool free) {
  return is_letter(c) || is_digit(c) ||
         std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos ||
         (free && static_cast<unsigned char>(c) >= 128);
}

bool is_dot_string(std::string_view text, bool free) {
  const std::vector<std::string_view> atoms = split(text, '.');
  return std::all_of(atoms.begin(), atoms.end(), [&](std::string_view atom) {
    return !atom.empty() &&
           std::all_of(atom.begin(), atom.end(), [&](char c) { return is_atom_char(c, free); });
  });
}

/// Between the quotes of a quoted local part.
bool is_quoted(std::string_view text, bool free) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c >= 128 && free) continue;
    if (c < 32 || c > 126 || c == '"') return false;
    if (c != '\\') continue;
    if (++i == text.size() || text[i] < 32 || text[i] > 126) return false;
  }
  return true;
}

/// RFC 5321 §4.1.3. General-address-literals need a tag that nobody has registered.
bool is_address_literal(std::string_view text) {
  if (text.starts_with("IPv6:")) return *is_ipv6(text.substr(5));
  return *is_ipv4(text);
}

bool is_mail_domain(std::string_view text, bool free) {
  if (text.size() > 2 && text.front() == '[' && text.back() == ']') {
    return is_address_literal(text.substr(1, text.size() - 2));
  }
  const std::vector<std::string_view> labels = split(text, '.');
  return std::all_of(labels.begin(), labels.end(), [&](std::string_view label) {
    return is_label(label, free) && label.size() <= max_label;
  });
}

bool is_mailbox(std::string_view text, bool free) {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || at == 0 || at > max_local) return false;
  const std::string_view local = text.substr(0, at);
  const bool quoted = local.size() >= 2 && local.front() == '"' && local.back() == '"';
  const bool fine =
      quoted ? is_quoted(local.substr(1, local.size() - 2), free) : is_dot_string(local, free);
  return fine && is_mail_domain(text.substr(at + 1), free);
}

/// Groups of up to four hexadecimal digits, or -1. The last of them may be an IPv4 address, which
/// counts twice.
int count_pieces(std::string_view text, bool last) {
  if (text.empty()) return 0;
  const std::vector<std::string_view> pieces = split(text, ':');
  int out = 0;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const std::string_view piece = pieces[i];
    if (last && i + 1 == pieces.size() && piece.find('.') != std::string_view::npos) {
      if (!*is_ipv4(piece)) return -1;
      out += 2;
      continue;
    }
    if (piece.empty() || piece.size() > 4 || !std::all_of(piece.begin(), piece.end(), is_hex)) {
      return -1;
    }
    if (++out > max_pieces) return -1;
  }
  return out;
}

}  // namespace

std::optional<bool> is_ipv4(std::string_view text) {
  const std::vector<std::string_view> parts = split(text, '.');
  return parts.size() == 4 && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
           if (part.empty() || part.size() > 3 || (part.size() > 1 && part[0] == '0')) return false;
           int value = 0;
           for (const char c : part) {
             if (!is_digit(c)) return false;
             value = value * 10 + (c - '0');
           }
           return value <= 255;
         });
}

std::optional<bool> is_ipv6(std::string_view text) {
  const std::size_t gap = text.find("::");
  if (gap == std::string_view::npos) return count_pieces(text, true) == max_pieces;
  const int before = count_pieces(text.substr(0, gap), false);
  const int after = count_pieces(text.substr(gap + 2), true);
  return before >= 0 && after >= 0 && before + after < max_pieces;
}

std::optional<bool> is_hostname(std::string_view text) {
  return is_ascii_hostname(text);
}

std::optional<bool> is_idn_hostname(std::string_view text) {
  const std::string name = with_plain_dots(text);
  if (is_ascii(name)) return is_ascii_hostname(name);
  if (count_code_points(name) > max_name) return false;
  for (const std::string_view label : split(name, '.')) {
    if (!is_label(label, true) || count_code_points(label) > max_label || is_reserved(label)) {
      return false;
    }
  }
  return std::nullopt;  // which characters may stand there, and where: RFC 5892, RFC 5893
}

std::optional<bool> is_email(std::string_view text) {
  return is_mailbox(text, false);
}

std::optional<bool> is_idn_email(std::string_view text) {
  return is_mailbox(text, true);
}

}  // namespace verdiff::validator
