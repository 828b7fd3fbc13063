"""The yearly pact (giao ước): the targets and titles units register, read and gathered."""
